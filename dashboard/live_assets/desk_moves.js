/* What moves: topics by the people in them, perhaps a new one, and what was not asked yet. */
(function (desk) {
  "use strict";

  const { say, make, drawn, part, put } = desk;
  const MOST = 6, MOST_LINES = 3, MOST_TEXTS = 2, SORT_EVERY = 10000, WIDTH = 110, HEIGHT = 22, LONGEST_NAME = 60;
  let order = [], sorted = 0;
  let strongest = "", areAllShown = false;
  const opened = new Set(); // candidates that somebody opened
  const names = new Map(); // what was last sent as the name of a candidate, which may come back

  function calm(box) { return !box.matches(":hover") && !box.contains(document.activeElement); }

  /* The order changes seldom, and never under the pointer. */
  function ordered(topics, box) {
    const ids = new Set(topics.map((topic) => topic.id));
    const known = order.length && order.every((id) => ids.has(id));
    if (!known || (Date.now() - sorted > SORT_EVERY && calm(box))) {
      order = [...topics].sort((a, b) => b.recent - a.recent || b.people - a.people).map((topic) => topic.id);
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
  }

  function topicLine() {
    return make("li", {}, swatch(), nameButton(), make("span", { className: "curve" }), make("b", { className: "num" }));
  }

  function topicRow(element, topic) {
    element.className = `topic hue-${topic.hue}`;
    const [, name, line, people] = element.children;
    fillName(name, topic);
    const rising = topic.rising ? make("span", { className: "rising", title: say("rising") }, "▲", make("span", { className: "unseen" }, say("rising"))) : "";
    line.replaceChildren(topic.new ? make("span", { className: "tag question" }, say("new_topic")) : "", curve(topic.series));
    people.replaceChildren(make("span", { title: desk.people(topic.recent) }, desk.number(topic.recent)), rising);
  }

  function drawTopics() {
    const box = part("topics");
    const first = ordered(desk.known.topics, box).slice(0, MOST);
    desk.keep(box, first.map(({ id, label, hue, series, recent, rising, new: isNew }) => ({ key: id, label, hue, series, recent, rising, new: isNew, sifted: id === desk.sift.topic() })), topicLine, topicRow);
    if (desk.known.counts) put(part("n-unassigned"), desk.messages(desk.known.counts.unassigned));
  }

  /* Candidates */
  function candidateBox(one) {
    const box = make("div", { className: "candidate", role: "group", "aria-label": say("candidate") });
    const name = make("input", { type: "text", value: names.get(one.key) || [...one.label].slice(0, LONGEST_NAME).join(""), maxLength: LONGEST_NAME, autocomplete: "off" });
    const form = make("form", { hidden: !names.has(one.key) },
      make("label", {}, say("adopt_name"), name),
      make("p", { className: "buttons" }, make("button", { type: "submit", className: "primary" }, say("adopt_do")), make("button", { type: "button", className: "cancel" }, say("cancel"))));
    const choice = make("p", { className: "buttons" }, make("button", { type: "button", className: "adopt" }, say("adopt")), make("button", { type: "button", className: "dismiss" }, say("dismiss")));
    choice.hidden = !desk.mayAct || names.has(one.key);
    const opens = make("button", { type: "button", className: "opens", "aria-expanded": "false" });
    opens.addEventListener("click", () => {
      opened.add(one.key);
      desk.draw();
      (desk.mayAct ? choice.firstElementChild : part("moves")).focus();
    });
    box.append(opens, make("p", { className: "about" }), make("p", { className: "telling" }), make("ul", { className: "texts" }), choice, form, make("p", { className: "wrong", role: "alert" }));
    const open = (is) => {
      choice.hidden = is;
      form.hidden = !is;
      names.delete(one.key);
      opened.add(one.key);
      if (is) name.select();
      (is ? name : choice.firstElementChild).focus();
    };
    choice.addEventListener("click", (event) => {
      if (event.target.closest(".adopt")) open(true);
      else if (event.target.closest(".dismiss")) desk.act("dismiss", one.key);
    });
    form.querySelector(".cancel").addEventListener("click", () => open(false));
    form.addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.isComposing) open(false); });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const label = name.value.trim();
      if (!label) return;
      names.set(one.key, label);
      desk.act("adopt", one.key, { label });
    });
    return box;
  }

  function fillCandidate(box, one) {
    const [opens, about, telling, texts] = box.children;
    box.classList.toggle("line", !one.open);
    const size = say("candidate_size", { messages: desk.messages(one.n), people: desk.people(one.people) });
    const words = one.keywords.length ? one.keywords.join(say("joint")) : one.label;
    opens.replaceChildren(make("span", { className: "label", dir: "auto" }, words), make("small", {}, size));
    about.replaceChildren(make("b", {}, say("candidate")), " ", size);
    telling.replaceChildren(...one.keywords.map((word) => make("q", { dir: "auto" }, word)));
    texts.replaceChildren(...one.texts.slice(0, MOST_TEXTS).map((text) => make("li", { dir: "auto" }, text)));
    put(box.querySelector(".wrong"), one.wrong);
  }

  function drawCandidates() {
    const box = part("candidates"), more = part("more-candidates");
    const all = desk.known.candidates.filter((one) => !desk.isDone(one.id)).sort((a, b) => b.people - a.people || b.n - a.n);
    if (!all.some((one) => one.id === strongest) || calm(box)) strongest = all.length ? all[0].id : "";
    const most = areAllShown ? all.length : MOST_LINES + 1;
    const shown = all.filter((one, n) => n < most || one.id === strongest || opened.has(one.id));
    const told = shown.map(({ id, label, keywords, n, people, texts }) => ({ key: id, label, keywords, n, people, texts, open: id === strongest || opened.has(id) || names.has(id), wrong: desk.wrongOf(id) }));
    desk.keep(box, told, candidateBox, fillCandidate);
    more.hidden = shown.length === all.length;
    put(more, say("more_candidates", { n: all.length - shown.length }));
  }

  part("more-candidates").addEventListener("click", () => {
    areAllShown = true;
    desk.draw();
  });

  /* Not yet asked */
  function askedNow(topic) { return topic.taken_up.length > 0 || desk.isDone(`topic ${topic.id}`); }

  function openLine(one) {
    const now = make("button", { type: "button", className: "now", hidden: !desk.mayAct }, say("now"));
    now.addEventListener("click", () => desk.act("take_up", one.key, { second: desk.second() }));
    return make("li", {}, swatch(), nameButton(), make("b", { className: "num" }), now, make("p", { className: "wrong" }));
  }

  function fillOpen(element, one) {
    element.className = `topic hue-${one.hue}`;
    const [, name, people, now, wrong] = element.children;
    fillName(name, one);
    people.replaceChildren(desk.people(one.people), make("small", {}, say("waited", { n: one.minutes })));
    now.setAttribute("aria-label", say("now_about", { label: one.label }));
    put(wrong, one.wrong);
  }

  function drawOpen() {
    const open = desk.known.topics.filter((topic) => !askedNow(topic));
    const box = part("not-asked");
    const weight = (topic) => topic.people * Math.sqrt(1 + topic.waited / 60);
    const at = new Map([...box.children].map((child, n) => [child.dataset.key, n]));
    const settled = !calm(box) || Date.now() - sorted > 1000;
    const place = (topic) => (settled && at.has(topic.id) ? at.get(topic.id) : open.length);
    open.sort((a, b) => place(a) - place(b) || weight(b) - weight(a));
    const told = open.map((topic) => ({ key: topic.id, label: topic.label, hue: topic.hue, people: topic.people, minutes: Math.floor(topic.waited / 60), sifted: topic.id === desk.sift.topic(), wrong: desk.wrongOf(topic.id) }));
    desk.keep(box, told, openLine, fillOpen);
    put(part("n-not-asked"), desk.number(open.length));
    part("n-not-asked").classList.toggle("warn", open.length > 0);
  }

  function drawTakenUp() {
    const taken = desk.known.topics.flatMap((topic) => topic.taken_up.map(({ second, at }, n) => ({ key: `${topic.id} ${n}`, label: topic.label, hue: topic.hue, second, at })));
    taken.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
    const box = part("taken-up");
    box.hidden = !taken.length;
    put(box.querySelector("summary"), say("taken_up", { n: taken.length }));
    desk.keep(box.querySelector("ul"), taken, () => make("li"), (element, one) => {
      element.className = `topic hue-${one.hue}`;
      element.replaceChildren(swatch(), make("span", { className: "name", dir: "auto" }, one.label), make("b", { className: "num" }, one.second === null ? desk.clock(one.at) : desk.span(one.second)));
    });
  }

  desk.listen(drawTopics);
  desk.listen(drawCandidates);
  desk.listen(drawOpen);
  desk.listen(drawTakenUp);
})(window.KoemapDesk);
