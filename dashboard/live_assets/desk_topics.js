/* The topics: how many people speak of each, how that moves, and their names, which can be changed. */
(function (desk) {
  "use strict";

  const { say, make, drawn, part, put } = desk;
  const MOST = 6, MOST_LOW = 4, LOW = 800, SORT_EVERY = 10000, WIDTH = 110, HEIGHT = 22, LONGEST_NAME = 60, GIVEN_FOR = 12000, HAND_FOR = 4000;
  let order = [], sorted = 0, areAllShown = false;
  let stirred = 0; // when the pointer last moved, or a key was pressed, in this column
  const drafts = new Map(); // names that somebody writes, by topic
  const given = new Map(); // names that were given here, for as long as the server may take to tell them
  const wrong = new Map(); // what was wrong with a name, by topic

  /* Nobody is about to click there: what is pointed at stays for a while after a hand has moved. */
  function calm(box) {
    return Date.now() - stirred > HAND_FOR || (!box.matches(":hover") && !box.contains(document.activeElement));
  }

  for (const kind of ["pointermove", "pointerdown", "wheel", "keydown"]) {
    part("moves").addEventListener(kind, () => { stirred = Date.now(); }, { passive: true });
  }

  /* Nothing moves any more: people are those of the whole meeting. */
  function isStill() { return desk.isIdle() || desk.hasEnded(); }

  function most() { return window.innerHeight < LOW ? MOST_LOW : MOST; } // what was not asked is to be in view, too

  /* Asked in the meeting; what was marked here stays so while the server does not know it. */
  function isAsked(topic) { return topic.taken_up.length > 0 || (desk.isDone(`topic ${topic.id}`) && !desk.isUnsent(topic.id)); }

  function size(topic) { return isStill() ? topic.people : topic.recent; }

  /* The order changes seldom, and never under the pointer. */
  function ordered(topics, box) {
    const ids = new Set(topics.map((topic) => topic.id));
    const known = order.length && order.every((id) => ids.has(id));
    if (!known || (Date.now() - sorted > SORT_EVERY && calm(box) && !drafts.size)) {
      order = [...topics].sort((a, b) => size(b) - size(a) || b.people - a.people).map((topic) => topic.id);
      sorted = Date.now();
    }
    const at = new Map(order.map((id, n) => [id, n]));
    const place = (topic) => (at.has(topic.id) ? at.get(topic.id) : order.length);
    return [...topics].sort((a, b) => place(a) - place(b));
  }

  function curve(series) {
    const most = Math.max(3, ...series), step = WIDTH / Math.max(1, series.length - 1);
    const points = series.map((n, at) => `${(at * step).toFixed(1)},${(HEIGHT - 2 - (n / most) * (HEIGHT - 4)).toFixed(1)}`);
    return drawn("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" }, drawn("polyline", { points: points.join(" ") }));
  }

  function swatch() { return make("span", { className: "swatch" }); }

  /* A name is one button as long as its row is there, whatever else changes under the pointer. */
  function nameButton() { return make("button", { type: "button", className: "name", title: say("sift_by_topic") }, make("span", { className: "label", dir: "auto" })); }

  function fillName(button, one) {
    put(button.firstElementChild, one.label);
    button.setAttribute("aria-pressed", String(one.sifted));
    if (one.named) button.removeAttribute("aria-describedby");
    else button.setAttribute("aria-describedby", "by-machine");
  }

  /* How a row looks: in the hue of its topic, and whether a machine chose its name. */
  function look(one) { return `topic hue-${one.hue}${one.named ? "" : " by-machine"}`; }

  /* What is known of a topic, with the name that was given here. */
  function named(topic) {
    const mine = given.get(topic.id);
    if (mine && (mine.label === topic.label || Date.now() > mine.until)) given.delete(topic.id);
    return given.has(topic.id) ? { ...topic, label: mine.label, named: true } : topic;
  }

  /* Renaming */
  function begin(id) {
    drafts.set(id, named(desk.known.topics.find((topic) => topic.id === id)).label);
    wrong.delete(id);
    desk.draw();
    const form = part("topics").querySelector(`[data-key="${CSS.escape(id)}"] form`);
    form.querySelector("input").select();
    form.scrollIntoView({ block: "nearest" });
  }

  function end(id) {
    const row = part("topics").querySelector(`[data-key="${CSS.escape(id)}"]`), hadFocus = row && row.contains(document.activeElement);
    drafts.delete(id);
    wrong.delete(id);
    desk.draw();
    if (hadFocus) row.querySelector(".rename").focus();
  }

  async function send(id) {
    const label = drafts.get(id).trim();
    if (!label) return;
    const body = { act: "rename", target: id, map: desk.known.map, label };
    const path = `../../act/${encodeURIComponent(desk.meeting)}`; // where the council's screen decides
    const answer = await desk.post(path, "said", body).catch(() => ({ status: 0, body: {} }));
    if (answer.status === 200) {
      given.set(id, { label, until: Date.now() + GIVEN_FOR });
      desk.announce(answer.body.said);
      end(id);
    } else {
      wrong.set(id, answer.body.error || answer.body.said || say("rename_failed"));
      desk.draw();
    }
  }

  /* That the name of a topic is for everybody, beside the field that gives it. */
  function publicHint(id) { return make("small", { className: "hint", id: `public-${id}` }, say("name_is_public")); }

  /* That another topic has the name that stands in the field, which nothing forbids. */
  function sameHint(field, id) {
    const hint = make("small", { className: "hint same", id: `same-${id}`, role: "status" });
    const isTaken = () => desk.known.topics.some((topic) => topic.id !== id && named(topic).label.trim() === field.value.trim());
    const tell = () => put(hint, isTaken() ? say("same_name") : "");
    field.addEventListener("input", () => {
      tell();
      field.form.scrollIntoView({ block: "nearest" });
    });
    tell();
    return hint;
  }

  function renameForm(id) {
    const name = make("input", { type: "text", value: drafts.get(id), required: true, maxLength: LONGEST_NAME, autocomplete: "off", "aria-label": say("rename_name"), "aria-describedby": `public-${id} same-${id}` });
    const form = make("form", { className: "renaming" }, name, publicHint(id), sameHint(name, id),
      make("p", { className: "buttons" }, make("button", { type: "submit", className: "primary" }, say("rename_do")), make("button", { type: "button", className: "cancel" }, say("cancel"))),
      make("p", { className: "wrong", role: "alert" }));
    name.addEventListener("input", () => drafts.set(id, name.value));
    form.querySelector(".cancel").addEventListener("click", () => end(id));
    form.addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.isComposing) end(id); });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(id);
    });
    return form;
  }

  /* Drawing */
  function topicLine(topic) {
    const rename = make("button", { type: "button", className: "rename", hidden: !desk.mayAct }, "✎");
    rename.addEventListener("click", () => (drafts.has(topic.key) ? end(topic.key) : begin(topic.key)));
    return make("li", {}, swatch(), nameButton(), rename, make("span", { className: "curve" }), make("b", { className: "num" }), make("span", { className: "mark" }));
  }

  function sign(className, shape, title, words) { return make("span", { className, title }, shape, make("span", { className: "unseen" }, words)); }

  function topicRow(element, topic) {
    element.className = look(topic);
    const [, name, rename, line, people, mark] = element.children;
    fillName(name, topic);
    rename.title = say("rename", { label: topic.label });
    rename.setAttribute("aria-label", rename.title);
    rename.setAttribute("aria-expanded", String(topic.renaming));
    line.replaceChildren(topic.new ? make("span", { className: "tag question" }, say("new_topic")) : "", topic.still ? "" : curve(topic.series));
    people.replaceChildren(make("span", { title: desk.people(topic.size) }, desk.number(topic.size)));
    mark.replaceChildren(topic.rising ? sign("rising", "▲", say("rising_hint"), say("rising")) : "", topic.asked ? sign("asked", "✓", say("topic_asked"), say("topic_asked")) : "");
    const form = element.querySelector("form");
    if (topic.renaming && !form) element.append(renameForm(topic.key));
    else if (!topic.renaming && form) form.remove();
    if (topic.renaming) put(element.querySelector(".wrong"), topic.wrong);
  }

  function told(topic) {
    const { id, label, named: isNamed, hue, series, rising, new: isNew } = named(topic), still = isStill();
    return {
      key: id, label, named: isNamed, hue, series, still, size: size(topic), rising: rising && !still, new: isNew && !still,
      asked: isAsked(topic), sifted: id === desk.sift.topic(), renaming: drafts.has(id), wrong: wrong.get(id) || "",
    };
  }

  function drawUnsafe() { // what is flagged and waits is seen without being looked for
    const { waiting } = desk.known.counts || {};
    document.querySelector("#sift [data-sift=flagged]").classList.toggle("some", Boolean(waiting && waiting.flagged));
  }

  function drawMore(n, left) {
    const more = part("more-topics");
    more.hidden = isStill() || !(left || (areAllShown && n > most()));
    more.setAttribute("aria-expanded", String(areAllShown));
    put(more, left ? say("more_topics", { n: left }) : say("fewer_topics"));
  }

  part("more-topics").addEventListener("click", ({ currentTarget }) => {
    areAllShown = !areAllShown;
    desk.draw();
    if (!areAllShown) currentTarget.scrollIntoView({ block: "nearest" });
  });

  function drawTopics() {
    const box = part("topics"), all = desk.known.topics, counts = desk.known.counts;
    const shown = ordered(all, box).filter((topic, n) => n < most() || areAllShown || isStill() || drafts.has(topic.id));
    desk.keep(box, shown.map(told), topicLine, topicRow);
    drawMore(all.length, all.length - shown.length);
    part("by-machine").hidden = all.every((topic) => named(topic).named);
    part("no-topics").hidden = all.length > 0 || !counts;
    part("no-map").hidden = all.length > 0 || !counts || isStill();
    part("not-live").hidden = !desk.isIdle();
    part("rising-means").hidden = isStill();
    put(part("counted-people"), say(isStill() ? "all_people" : "ten_minutes"));
    part("n-unassigned").parentElement.hidden = desk.isIdle();
    if (counts) put(part("n-unassigned"), desk.messages(counts.unassigned));
  }

  desk.listen(drawTopics);
  desk.listen(drawUnsafe);
  Object.assign(desk, { topics: { calm, swatch, nameButton, fillName, look, named, isStill, isAsked, publicHint, sameHint, sortedAt: () => sorted } });
})(window.KoemapDesk);
