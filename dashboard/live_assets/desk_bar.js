/* The bar: is it live, how much arrives, how good the connection is; and the one red button. */
(function (desk) {
  "use strict";

  const { say, part, put } = desk;
  const SILENT = 10; // seconds after which an analyst that says nothing is missed
  const QUIET = 30, PAGES = 3, LONG_AGO = 3600; // the same of a collector; it tells of each page
  const RUNS = ["collecting", "retrying", "waiting", "parked"];
  const stop = part("stop"), sure = part("lift-sure");
  let asking = "", stoppedAs = "", told = ""; // which stop may be lifted now, and which is in force

  function seconds(iso) { return (Date.parse(iso) - desk.now()) / 1000; }

  function collector(one) { // in words; the first part tells what is wrong, "" when all is well
    const parts = [], { phase } = one;
    if (phase !== "collecting") parts.push(say(`phase_${phase}`));
    if (one.problem) parts.push(one.problem);
    if (one.resumes_at && phase !== "collecting") parts.push(say("resumes", { at: desk.minute(one.resumes_at) }));
    return parts;
  }

  /* For how many seconds a collector that runs has said nothing, in tens; 0 while all is well. It is
     not missed before it wants to go on, nor when another took its place long ago. */
  function silence(one) {
    const patience = Math.max(QUIET, PAGES * (one.interval_seconds || 0)), silent = -seconds(one.at);
    const rests = one.resumes_at ? seconds(one.resumes_at) : -Infinity;
    const isOld = silent > LONG_AGO && desk.known.connection.length > 1;
    if (!RUNS.includes(one.phase) || silent < patience || rests > -QUIET || isOld) return 0;
    return Math.floor(silent / 10) * 10;
  }

  function silent(one) {
    const n = silence(one);
    return n ? [say("collector_silent", { n })] : [];
  }

  /* How long ago anything came, by the server's clock: a replay has a clock of its own. */
  function since() {
    const { counts } = desk.known;
    return counts && counts.last_at ? [say("last", { ago: desk.ago(-seconds(counts.last_at)) })] : [];
  }

  function figures(one) {
    const parts = one.last_message_at ? since() : [say("nothing_yet")];
    if (one.lag_seconds !== null && one.lag_seconds !== undefined) parts.push(say("lag", { n: Math.round(one.lag_seconds) }));
    if (one.quota_until) parts.push(say("quota", { left: desk.long(seconds(one.quota_until)) }));
    return parts;
  }

  function analyst() {
    const one = desk.known.analyst;
    if (!one || desk.hasEnded()) return [];
    const parts = [];
    if (seconds(one.at) < -SILENT) parts.push(say("analyst_silent"));
    if (one.problem) parts.push(one.problem);
    if (one.waiting > 50) parts.push(say("analyst_behind", { n: one.waiting }));
    return parts;
  }

  function disk() {
    const n = desk.known.disk_mb;
    return n === null || n === undefined ? [] : [say("disk", { n })];
  }

  function isWell(phase) { return ["collecting", "waiting", "ended"].includes(phase); }

  /* One line: what is wrong, or else how good the connection is. */
  function health() {
    const trouble = desk.isStopping() ? say("stopping") : desk.trouble();
    if (trouble) return { text: trouble, look: "bad" };
    if (!desk.known.heads) return { text: say("loading"), look: "" };
    const missed = desk.wrongOf("");
    if (missed) return { text: missed, look: "warn" };
    if (desk.isBroken()) return broken();
    if (desk.isIdle() || desk.isLeft()) return { text: stoppedBy(say("not_live_about")), look: "" };
    if (desk.hasEnded()) return end();
    const several = desk.known.connection, ill = several.filter((one) => !isWell(one.phase) || one.problem);
    const silences = several.flatMap(silent), wrong = [...disk(), ...silences, ...ill.flatMap(collector), ...analyst()];
    const shown = several.find((one) => one.last_message_at) || several[0];
    const well = shown ? [...(ill.includes(shown) ? [] : collector(shown)), ...figures(shown)] : [say("nothing_yet")];
    if (desk.known.analyst && desk.known.analyst.fitting) well.push(say("analyst_fitting"));
    return { text: stoppedBy([...wrong, ...well].join(say("joint"))), look: wrong.length ? "warn" : "", spoken: silences.length ? say("collector_missed") : wrong[0] || "" };
  }

  function broken() { // nobody is there who would start anything again
    const text = say("broken_about", { at: desk.minute(desk.known.missed_since) });
    return { text: stoppedBy([...disk(), text].join(say("joint"))), look: "bad", spoken: text };
  }

  function end() { // once nothing more comes
    const text = say(desk.known.over ? "over" : "closing");
    return { text: stoppedBy(text), look: "", spoken: text };
  }

  function whoStopped({ by, at }) { return say("stopped_by", { by: desk.named(by), at: desk.clock(at) }); }

  function stoppedBy(text) { // who stopped everything comes first
    const stopped = desk.stopped();
    return stopped ? [whoStopped(stopped), text].join(say("joint")) : text;
  }

  function drawHealth() {
    const { text, look, spoken } = health(), place = part("health");
    put(place, text);
    place.className = look;
    if (spoken && spoken !== told) desk.announce(spoken);
    told = spoken === undefined ? told : spoken;
  }

  function drawFigures() {
    const counts = desk.known.counts;
    if (!counts) return;
    const second = desk.known.second;
    put(part("of-second"), say(second === null ? "clock_time" : "video_time"));
    put(part("second"), second === null ? desk.clock(new Date(desk.now()).toISOString()) : desk.span(second));
    put(part("per-minute"), desk.number(counts.per_minute));
    put(part("people-per-minute"), desk.people(counts.people_per_minute));
    put(part("n-received"), desk.number(counts.received));
    put(part("n-unseen"), desk.number(counts.unseen));
    put(part("n-people"), desk.number(counts.people));
  }

  function phase(stopped) { // the one word for how it goes
    if (desk.isStopping()) return "off_soon";
    if (desk.isLost()) return "no_link";
    if (stopped) return "off";
    if (desk.isBroken()) return "broken";
    if (desk.isIdle() || desk.isLeft()) return "not_live";
    return desk.hasEnded() ? "ended" : "live";
  }

  function drawStop() {
    const stopped = desk.stopped();
    document.body.toggleAttribute("data-stopped", Boolean(stopped));
    document.body.toggleAttribute("data-ended", desk.hasEnded());
    document.body.toggleAttribute("data-idle", desk.isIdle());
    document.body.toggleAttribute("data-left", desk.isLeft() || desk.isBroken());
    document.body.toggleAttribute("data-lost", desk.isLost());
    put(part("live"), say(phase(stopped)));
    part("live").title = stopped ? whoStopped(stopped) : "";
    const name = stopped ? stopped.name : "";
    if (name !== stoppedAs) {
      stoppedAs = name;
      asking = "";
      if (stopped) desk.announce(whoStopped(stopped), true);
    }
    if (!stop) return;
    put(stop, stopped && !desk.isStopping() ? say("lift") : say("stop"));
    stop.hidden = Boolean(asking);
    sure.hidden = !asking;
  }

  function ask(name) {
    asking = name;
    desk.draw();
    (asking ? part("lift-no") : stop).focus(); // who presses once more by mistake shows nothing
  }

  function stopAll() { // at once; no key lifts a stop
    if (!stop) return desk.refuse("", say("look_only"));
    if (desk.isStopping()) return undefined; // it is on its way
    if (desk.stopped()) return desk.refuse("", say("stopped_already"));
    desk.act("stop", "");
    return desk.draw();
  }

  function press() { // the button, which asks again before it lifts
    if (desk.stopped() && !desk.isStopping()) ask(desk.stopped().name);
    else stopAll();
  }

  if (stop) {
    stop.addEventListener("click", press);
    part("lift-no").addEventListener("click", () => ask(""));
    part("lift-yes").addEventListener("click", () => {
      desk.act("lift", "", { stop: asking });
      asking = "";
      desk.draw();
      stop.focus();
    });
    sure.addEventListener("keydown", (event) => { if (event.key === "Escape") ask(""); });
  }

  /* What was done last, and how long it can be undone. */
  function drawDone() {
    const one = desk.undoable(), row = one && desk.rows.get(one.target);
    const n = one ? desk.together(one).length : 0;
    const what = one ? say(n > 1 ? `did_${one.verb}_all` : desk.didOf(one.verb), { n }) : "";
    const excerpt = n === 1 && row && !row.gone ? `${row.text.slice(0, 40)}${row.text.length > 40 ? "…" : ""}` : "";
    put(part("done-words"), what && excerpt ? say("headed", { head: what, text: excerpt }) : what);
    const left = one ? Math.max(0, Math.ceil((one.until - Date.now()) / 1000)) : 0;
    put(part("done-left"), one ? say("seconds_left", { n: left }) : "");
    for (const button of document.querySelectorAll("#inbox [data-act=undo]")) button.classList.toggle("ready", Boolean(one));
    for (const button of document.querySelectorAll(".undo-here")) {
      button.hidden = !one;
      put(button, one ? say("undo_done", { done: what, n: left }) : "");
    }
  }

  desk.listen(drawHealth);
  desk.listen(drawFigures);
  desk.listen(drawStop);
  Object.assign(desk, { drawBar: drawHealth, drawDone, stopAll, second: () => desk.known.second });
})(window.KoemapDesk);
