/* What is done at this desk: shown at once, sent in its order, kept until the server has it. Each
   act carries a random word, by which the server knows one that was sent twice. */
(function (desk) {
  "use strict";

  const SLOT = `koemap:desk:${JSON.stringify([desk.by, desk.meeting])}`; // others log in here, too
  const UNDO_FOR = 30000, SAID_FOR = 12000, LATE = 5000, SAID_LATE_FOR = 300000; // milliseconds
  const MOST_FAILURES = 3; // answers that the server failed, after which an act is given up
  const DECISIONS = ["adopt", "take_up"]; // they have numbers of their own
  const SHOWING = ["let_through", "queue", "air"]; // what may bring a text to an audience
  const NEVER_UNDONE = ["stop", "lift", "undo", "note"];
  const wrong = new Map(); // what was wrong with an act, by its target, and until when it is said
  let outbox = kept(); // {key, verb, target, about, details, at, tries, misses, number}
  let mine = []; // what can be undone, the last at the end
  const busy = { stop: false, rest: false };

  function kept() {
    try {
      return JSON.parse(window.sessionStorage.getItem(SLOT)) || [];
    } catch {
      return [];
    }
  }

  function keep() {
    try {
      window.sessionStorage.setItem(SLOT, JSON.stringify(outbox.filter((one) => !one.number)));
    } catch { /* a full or forbidden storage keeps nothing over a reload */ }
    desk.refresh();
  }

  function whyNot(verb, state) {
    const isFirst = state === "rejected" && ["queue", "air"].includes(verb);
    return desk.say(isFirst ? "let_through_first" : "not_now", { state: desk.say(`state_${state}`) });
  }

  function word() {
    const bytes = window.crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /* Does it, and says so; false when it cannot be done now. `about` is the row that it is told at, if
     that is not its target. */
  function act(verb, target, details, about) {
    if (!desk.mayAct) return refuse(target, desk.say("look_only"));
    if (!desk.legal(verb, target)) {
      return refuse(target, whyNot(verb, desk.state(target)));
    }
    if (verb !== "note") forgive();
    begin(verb, target, details, "", about);
    if (!NEVER_UNDONE.includes(verb)) desk.announce(desk.say(didOf(verb)));
    keep();
    send();
    return true;
  }

  function didOf(verb) { return verb === "air" && desk.stopped() ? "did_air_stopped" : `did_${verb}`; }

  function begin(verb, target, details, group, about) {
    wrong.delete(about || target);
    if (desk.isMove(verb)) desk.notes.save(target); // what was noted about it stands before it
    if (verb === "note") outbox = outbox.filter((one) => one.verb !== "note" || one.target !== target || one.tries);
    const from = desk.isMove(verb) ? desk.state(target) : "";
    const one = {
      key: word(), verb, target, about: about || target, details: { ...details, ...seen(verb, target, from) },
      at: new Date().toISOString(), tries: 0, misses: 0, number: 0,
    };
    outbox.push(one);
    if (!NEVER_UNDONE.includes(verb)) mine.push({ key: one.key, verb, target, from, group, until: Date.now() + UNDO_FOR });
  }

  /* Does it to each of them, one after the other; one undo takes all of it back. */
  function actAll(verb, targets) {
    const group = word();
    for (const target of targets) begin(verb, target, {}, group);
    if (targets.length) desk.announce(desk.say(`did_${verb}_all`, { n: targets.length }));
    keep();
    send();
  }

  function seen(verb, target, from) { // what this desk showed: it may be another by now
    const row = desk.rows.get(target);
    return { ...(from && { from }), ...(SHOWING.includes(verb) && row && { text_key: row.text_key }) };
  }

  function refuse(target, said, saidFor) {
    wrong.set(target, { said, until: Date.now() + (saidFor || SAID_FOR), lasts: Boolean(saidFor), state: desk.state(target) });
    desk.announce(said);
    desk.refresh();
    return false;
  }

  /* What a key could not do is said until one can; what the server refused for a while. */
  function hush() {
    const said = wrong.get("");
    if (!said || said.lasts) return;
    wrong.delete("");
    desk.refresh();
  }

  /* What could not be done here is no more to be said once something else was. */
  function forgive() { for (const [about, one] of wrong) if (!one.lasts) wrong.delete(about); }

  function undo() {
    const one = undoable();
    if (!one) return refuse("", desk.say("no_undo"));
    forgive();
    const all = together(one).reverse();
    mine = mine.filter((other) => !all.includes(other));
    for (const other of all) takeBack(other);
    keep();
    send();
    desk.announce(desk.say("did_undo"));
    return all.map((other) => other.target);
  }

  function together(one) { // what was done with it
    return one.group ? mine.filter((other) => other.group === one.group) : [one];
  }

  function takeBack(one) {
    const waiting = outbox.find((other) => other.key === one.key);
    if (waiting && !waiting.tries) {
      outbox = outbox.filter((other) => other !== waiting); // it never left
    } else {
      outbox.push({
        key: word(), verb: "undo", target: numbered(one, one.number), of: one.key, about: one.target, back: one.from,
        details: {}, at: new Date().toISOString(), tries: 0, misses: 0, number: 0,
      });
    }
  }

  function numbered({ verb }, number) { // how the server names what is to be undone
    return number ? `${DECISIONS.includes(verb) ? "d" : ""}${number}` : "";
  }

  function undoable() {
    const now = Date.now();
    mine = mine.filter((one) => one.until > now);
    return mine[mine.length - 1];
  }

  /* Sending: stops do not wait for anything else. */
  function send() {
    lane("stop", (one) => one.verb === "stop" || one.verb === "lift");
    lane("rest", (one) => one.verb !== "stop" && one.verb !== "lift");
  }

  async function lane(name, belongs) {
    if (busy[name]) return;
    busy[name] = true;
    let one = next(belongs);
    while (one && await sent(one)) one = next(belongs);
    busy[name] = false;
    if (one && name === "stop") window.setTimeout(send, 400);
  }

  function next(belongs) { return outbox.find((one) => !one.number && belongs(one)); }

  async function sent(one) { // false when it has to be sent again later
    if (one.of && !one.target) return drop(one);
    one.tries += 1;
    keep();
    let answer;
    try {
      answer = await desk.post("act", "number", { verb: one.verb, target: one.target, key: one.key, details: { ...one.details, age: (Date.now() - Date.parse(one.at)) / 1000 } });
    } catch {
      return missed(one);
    }
    if (answer.status === 200) return done(one, answer.body.number);
    if (answer.status === 401 || answer.status === 429) return missed(one);
    if (answer.status >= 500) return isGivenUp(one) ? failed(one, desk.say("given_up", { n: one.failures })) : missed(one);
    return failed(one, answer.body.said || answer.body.error || String(answer.status));
  }

  function missed(one) { // it waits, and so does whatever was done after it
    one.misses += 1;
    keep();
    return false;
  }

  /* Others wait behind it; a stop is never given up, nor anything while the whole server is away. */
  function isGivenUp(one) {
    if (one.failedAt !== desk.known.answers) one.failures = (one.failures || 0) + 1;
    one.failedAt = desk.known.answers;
    return one.verb !== "stop" && one.failures >= MOST_FAILURES;
  }

  function done(one, number) {
    one.number = number;
    one.told = desk.known.answers + 2; // an answer on its way may be older
    const own = mine.find((other) => other.key === one.key);
    if (own) own.number = number;
    for (const other of outbox) if (other.of === one.key) other.target = numbered(one, number);
    if (one.verb === "lift") desk.announce(desk.say("lifted"));
    keep();
    desk.again();
    return true;
  }

  function failed(one, said) {
    mine = mine.filter((other) => other.key !== one.key);
    drop(one);
    const isLate = Date.now() - Date.parse(one.at) > LATE;
    refuse(one.about, said, isLate ? SAID_LATE_FOR : SAID_FOR);
    if (isLate && one.about) refuse("", desk.say("refused_late"), SAID_LATE_FOR / 10);
    desk.again();
    return true;
  }

  /* Acts that wait: one that did not reach the server, and all that were done after it. */
  function waits() {
    const left = outbox.filter((one) => !one.number);
    const first = desk.isLost() ? 0 : left.findIndex((one) => one.misses);
    return first < 0 ? [] : left.slice(first);
  }

  function drop(one) {
    outbox = outbox.filter((other) => other !== one);
    keep();
    return true;
  }

  /* What is on its way: not known to the server, or not yet told by it. */
  function underway() { return outbox; }

  function settle() { // what the server's state has in it is no more on its way
    const told = Number(desk.known.heads.split(".")[2]) || 0;
    const isAct = (one) => !DECISIONS.includes(one.verb) && !one.target.startsWith("d");
    const isTold = (one) => one.told <= desk.known.answers || (isAct(one) && one.number <= told);
    const left = outbox.filter((one) => !one.number || !isTold(one));
    if (left.length === outbox.length) return;
    outbox = left;
    keep();
  }

  function wrongOf(target) {
    const one = wrong.get(target), isMoved = one && !one.lasts && one.state !== desk.state(target);
    if (one && (isMoved || one.until < Date.now())) wrong.delete(target);
    return wrong.has(target) ? one.said : "";
  }

  desk.listen(settle);
  Object.assign(desk, {
    word, act, actAll, didOf, undo, undoable, together, send, underway, wrongOf, refuse, hush,
    unsent: () => outbox.filter((one) => !one.number).length,
    isUnsent: (about) => Boolean(about) && waits().some((one) => one.about === about),
    isStopping: () => outbox.some((one) => one.verb === "stop" && !one.number),
  });
})(window.KoemapDesk);
