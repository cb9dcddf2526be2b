/* What is on air, what is asked next, and what was asked. */
(function (desk) {
  "use strict";

  const { say, make, part, put } = desk;
  const queue = part("queue");
  let selected = "", order = [];

  function aired(id) { // since when, as the server told
    const row = desk.rows.get(id);
    return row && row.state === "on_air" ? row.since : "";
  }

  function drawAir() {
    const id = desk.onAir(), row = desk.rows.get(id), stopped = Boolean(desk.stopped()), stopping = desk.isStopping();
    const nothing = { key: "", text: "", alike: "", since: "", stopped, wrong: "", unsent: false };
    const told = row ? { ...toldOf(id, row), stopped, stopping, left: desk.isBlank() } : nothing;
    desk.keep(part("on-air"), [told], () => make("div"), fillAir);
    tick();
  }

  function toldOf(id, row) {
    return {
      key: id, text: row.gone ? "" : row.text, alike: desk.alike(row), since: aired(id),
      note: desk.mayAct ? "" : row.note, wrong: desk.wrongOf(id), unsent: desk.isUnsent(id),
    };
  }

  function fillAir(element, one) {
    element.className = one.key ? "card" : "card empty";
    const said = one.stopping ? say("air_stopping") : one.stopped ? say("air_stopped") : one.left ? say("air_left") : one.key ? say("showing") : say("nothing_on_air");
    element.replaceChildren(make("p", { className: one.stopped ? "small stopped" : "small" }, said, " ", make("span", { className: "num since" })));
    if (one.key) element.append(make("p", { className: "question", dir: "auto" }, one.text || say("gone")));
    if (one.alike) element.append(make("p", { className: "small" }, one.alike));
    if (one.note) element.append(make("p", { className: "soft", dir: "auto" }, one.note));
    element.append(...desk.unsentTag(one));
    if (one.wrong) element.append(make("p", { className: "wrong" }, one.wrong));
  }

  /* What viewers see beside the question. */
  function drawBeside() {
    const beside = desk.known.beside, place = part("beside");
    place.hidden = !beside || Boolean(desk.stopped()) || desk.isBlank();
    if (place.hidden) return;
    const topics = beside.topics.map((one) => say("beside_topic", { label: one.label, people: desk.people(one.people) }));
    const told = [
      ...(topics.length ? [say("beside_rising", { topics: topics.join(say("beside_joint")) })] : []),
      ...(beside.people ? [say("beside_people", { people: desk.people(beside.people) })] : []),
    ];
    put(place, told.length ? say("beside", { told: told.join(say("beside_joint")) }) : say("beside_nothing"));
  }

  function tick() { // how long it has been on air
    const place = document.querySelector("#on-air .since"), since = aired(desk.onAir());
    if (place) put(place, since && !desk.stopped() && !desk.isBlank() ? desk.span((desk.now() - Date.parse(since)) / 1000) : "");
  }

  /* The queue */
  function create() {
    const row = make("div", { className: "queued", role: "row", tabIndex: -1 });
    row.append(make("div", { className: "ordinal num", role: "gridcell" }), make("div", { className: "what", role: "gridcell" }), make("div", { className: "order", role: "gridcell" }));
    if (!desk.mayAct) return row;
    const buttons = [["up", -1, "▲"], ["down", 1, "▼"]].map(([name, by, sign]) => {
      const button = make("button", { type: "button", className: name, title: say(name), "aria-label": say(name), tabIndex: -1 }, sign);
      button.addEventListener("click", () => reorder(row.dataset.id, by));
      return button;
    });
    row.lastChild.append(...buttons);
    return row;
  }

  function fill(element, one) {
    const [ordinal, what, arrows] = element.children;
    element.dataset.id = one.key;
    element.className = one.selected ? "queued on" : "queued";
    element.setAttribute("aria-selected", String(one.selected));
    element.tabIndex = one.selected || one.reachable ? 0 : -1;
    put(ordinal, desk.number(one.ordinal));
    for (const arrow of arrows.children) arrow.disabled = arrow.className === "up" ? one.ordinal === 1 : one.last;
    what.replaceChildren(make("p", { className: "text", dir: "auto" }, one.gone ? say("gone") : one.text || say("no_letters")), make("p", { className: "soft" }, one.sizes));
    if (one.claim) what.append(make("p", { className: "claim" }, one.claim));
    what.append(...desk.unsentTag(one));
    if (one.wrong) what.append(make("p", { className: "wrong" }, one.wrong));
  }

  function drawQueue() {
    const ids = desk.queue().filter((id) => desk.rows.has(id));
    const went = selected && !ids.includes(selected);
    if (went) selected = ids[Math.min(order.indexOf(selected), ids.length - 1)] || ""; // the one after it
    if (went && !selected && desk.isIn("queue")) desk.leaveQueue(); // it is empty
    order = ids;
    const told = ids.map((id, n) => {
      const row = desk.rows.get(id), { n: copies, people } = desk.sizes(row);
      const { text, gone, claim, wrong, unsent } = desk.rowTold(id, row, { selected: id === selected });
      const sizes = say("candidate_size", { messages: desk.messages(copies), people: desk.people(people) });
      return {
        key: id, ordinal: n + 1, last: n === ids.length - 1, text, gone, claim, wrong, unsent, sizes,
        selected: id === selected, reachable: !selected && n === 0,
      };
    });
    desk.keep(queue, told, create, fill);
    if (went && selected && document.activeElement === document.body) elementOf(selected).focus({ preventScroll: true });
    queue.hidden = !ids.length;
    part("no-queue").hidden = ids.length > 0;
  }

  function reorder(id, by) {
    const seen = desk.queue(), ids = [...seen], at = ids.indexOf(id), to = at + by;
    if (at < 0 || to < 0 || to >= ids.length) return;
    ids.splice(to, 0, ids.splice(at, 1)[0]);
    desk.act("order", "", { ids, seen }, id);
    select(id, true);
  }

  function select(id, focus) {
    selected = id;
    if (id) desk.claim(id);
    desk.draw();
    const row = focus && elementOf(id);
    if (!row) return;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function elementOf(id) { return [...queue.children].find((row) => row.dataset.id === id); }

  function step(by) {
    const ids = desk.queue(), at = ids.indexOf(selected);
    const to = ids[at < 0 ? 0 : Math.min(ids.length - 1, Math.max(0, at + by))];
    if (to) select(to, true);
  }

  /* What was asked */
  function fillPast(element, one) {
    element.replaceChildren(make("span", { className: `tag state ${one.state}` }, say(`state_${one.state}`)), make("span", { className: "text", dir: "auto" }, one.text));
    element.append(...desk.unsentTag(one));
    if (one.note) element.append(make("p", { className: "soft", dir: "auto" }, one.note));
    if (one.wrong) element.append(make("p", { className: "wrong" }, one.wrong));
    if (!desk.mayAct) return;
    const verbs = [...(one.state === "asked" ? [["answered", "do_this_answered"]] : []), ["queue", "do_again"], ["reject", "do_reject"]];
    element.append(make("p", { className: "buttons" }, ...verbs.map(([verb, words]) => {
      const button = make("button", { type: "button" }, say(words));
      button.addEventListener("click", () => desk.act(verb, one.key));
      return button;
    })));
  }

  function past() { // the last first
    const since = (id) => desk.rows.get(id).since || "";
    return desk.past().filter((id) => desk.rows.has(id)).sort((a, b) => (since(a) < since(b) ? 1 : -1));
  }

  function pastOne() { // what of it is selected: where the focus is
    const row = document.activeElement && document.activeElement.closest("#past li");
    return row ? row.dataset.key : "";
  }

  function drawPast() {
    const ids = past(), box = part("past"), list = box.querySelector("ul");
    const at = [...list.children].findIndex((row) => row.contains(document.activeElement));
    box.hidden = !ids.length;
    put(box.querySelector("summary"), say("past", { n: ids.length }));
    const told = ids.map((id) => {
      const row = desk.rows.get(id);
      return { key: id, state: desk.state(id), text: row.gone ? say("gone") : row.text, note: desk.notes.told(id), wrong: desk.wrongOf(id), unsent: desk.isUnsent(id) };
    });
    desk.keep(list, told, () => make("li", { tabIndex: -1 }), fillPast);
    if (at >= 0 && document.activeElement === document.body) (list.children[Math.min(at, ids.length - 1)] || part("air")).focus({ preventScroll: true });
  }

  function end(verb) { // of what is on air
    const id = desk.onAir();
    if (!id) return desk.refuse("", say("no_air"));
    return desk.act(verb, id);
  }

  for (const type of ["mousedown", "focusin"]) {
    queue.addEventListener(type, (event) => {
      const row = event.target.closest(".queued");
      if (row && (row.dataset.id !== selected || !desk.isIn("queue"))) desk.activate("queue", row.dataset.id);
    });
  }
  window.setInterval(tick, 1000);
  desk.listen(drawAir);
  desk.listen(drawBeside);
  desk.listen(drawQueue);
  desk.listen(drawPast);
  desk.air = { step, select, reorder, end, selected: () => selected, pastOne };
})(window.KoemapDesk);
