/* What moves beside the topics: perhaps a new one, and what was not asked yet. */
(function (desk) {
  "use strict";

  const { say, make, part, put } = desk;
  const { calm, swatch, nameButton, fillName, look, named, isStill, isAsked, publicHint, sameHint, sortedAt } = desk.topics;
  const MOST_LINES = 3, LOW = 1000, MOST_TEXTS = 2, LONGEST_NAME = 60, RESERVED = 4, LOWER = 800, FEW = 3, TOLD_FOR = 30000;
  let strongest = "", opened = "", areAllShown = false; // the one that somebody opened, else the strongest, is open
  const seen = new Set(); // candidates that were shown
  const names = new Map(); // what was last sent as the name of a candidate, which may come back

  /* Candidates */
  function candidateBox(one) {
    const box = make("div", { className: "candidate", role: "group", "aria-label": say("candidate") });
    const choice = candidateChoice(one), form = candidateForm(one);
    const open = (is) => turn(one, choice, form, is);
    choice.querySelector(".adopt").addEventListener("click", () => open(true));
    form.querySelector(".cancel").addEventListener("click", () => open(false));
    form.addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.isComposing) open(false); });
    box.append(
      opener(one, choice), make("p", { className: "about" }), make("p", { className: "telling" }),
      make("ul", { className: "texts" }), choice, form, make("p", { className: "wrong", role: "alert" }),
    );
    return box;
  }

  function opener({ key }, choice) {
    const opens = make("button", { type: "button", className: "opens", "aria-expanded": "false" });
    opens.addEventListener("click", () => {
      opened = key;
      desk.draw();
      (desk.mayAct ? choice.firstElementChild : part("moves")).focus();
    });
    return opens;
  }

  function candidateChoice({ key }) {
    const dismiss = make("button", { type: "button", className: "dismiss" }, say("dismiss"));
    dismiss.addEventListener("click", () => desk.act("dismiss", key));
    const adopt = make("button", { type: "button", className: "adopt" }, say("adopt"));
    return make("p", { className: "buttons", hidden: !desk.mayAct || names.has(key) }, adopt, dismiss);
  }

  function candidateForm({ key, label }) {
    const value = names.get(key) || [...label].slice(0, LONGEST_NAME).join("");
    const name = make("input", {
      type: "text", value, required: true, maxLength: LONGEST_NAME, autocomplete: "off", "aria-describedby": `public-${key} same-${key}`,
    });
    const form = make("form", { hidden: !names.has(key) },
      make("label", {}, say("adopt_name"), name), publicHint(key), sameHint(name, key),
      make("p", { className: "buttons" },
        make("button", { type: "submit", className: "primary" }, say("adopt_do")),
        make("button", { type: "button", className: "cancel" }, say("cancel"))));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const given = name.value.trim();
      if (!given) return;
      names.set(key, given);
      desk.act("adopt", key, { label: given });
    });
    return form;
  }

  function turn({ key }, choice, form, is) { // from the choice to the name, or back
    const name = form.querySelector("input");
    choice.hidden = is;
    form.hidden = !is;
    names.delete(key);
    opened = key;
    if (is) name.select();
    (is ? name : choice.firstElementChild).focus();
    if (is) form.scrollIntoView({ block: "nearest" });
  }

  function fillCandidate(box, one) {
    const [opens, about, telling, texts] = box.children;
    box.classList.toggle("line", !one.open);
    box.inert = one.unsent;
    const size = say("candidate_size", { messages: desk.messages(one.n), people: desk.people(one.people) });
    const words = one.keywords.length ? one.keywords.join(say("joint")) : one.label;
    opens.replaceChildren(make("span", { className: "label", dir: "auto" }, words), make("small", {}, size, ...desk.unsentTag(one)));
    about.replaceChildren(make("b", {}, say("candidate")), " ", size, ...desk.unsentTag(one));
    telling.replaceChildren(...one.keywords.map((word) => make("q", { dir: "auto" }, word)));
    texts.replaceChildren(...one.texts.slice(0, MOST_TEXTS).map((text) => make("li", { dir: "auto" }, text)));
    put(box.querySelector(".wrong"), one.wrong);
  }

  function isOpen(id) { return id === (opened || strongest) || names.has(id); } // a refused name is to be mended

  /* The strongest first. What is new comes above the topics, and pushes none away under a hand. */
  function candidates(isCalm) {
    const there = desk.known.candidates.filter((one) => !desk.isDone(one.id) || desk.isUnsent(one.id));
    if (isCalm) for (const one of there) seen.add(one.id);
    return there.filter((one) => seen.has(one.id)).sort((a, b) => b.people - a.people || b.n - a.n);
  }

  function drawCandidates() {
    const box = part("candidates"), more = part("more-candidates");
    const all = candidates(calm(box.parentElement));
    if (!all.some((one) => one.id === strongest) || calm(box)) strongest = all.length ? all[0].id : "";
    if (!all.some((one) => one.id === opened)) opened = "";
    const lines = window.innerHeight < LOW ? 1 : MOST_LINES, most = areAllShown ? all.length : lines + 1;
    const shown = all.filter((one, n) => n < most || isOpen(one.id));
    const told = shown.map(({ id, label, keywords, n, people, texts }) => ({
      key: id, label, keywords, n, people, texts,
      open: isOpen(id), wrong: desk.wrongOf(id), unsent: desk.isUnsent(id),
    }));
    if (isMissed(box, all)) desk.refuse("", say("candidate_gone"), TOLD_FOR);
    desk.keep(box, told, candidateBox, fillCandidate);
    more.hidden = shown.length === all.length;
    put(more, say("more_candidates", { n: all.length - shown.length }));
  }

  function isMissed(box, all) { // one that somebody was naming is there no more, and it was not decided here
    const there = new Set(all.map((one) => one.id));
    const went = [...box.children].filter(({ dataset }) => !there.has(dataset.key) && !desk.isDone(dataset.key));
    return went.some((one) => one.querySelector("form:not([hidden])"));
  }

  part("more-candidates").addEventListener("click", () => {
    areAllShown = true;
    desk.draw();
  });

  /* Not yet asked */
  function openLine(one) {
    const now = make("button", { type: "button", className: "now", hidden: !desk.mayAct }, say("now"));
    now.addEventListener("click", () => desk.act("take_up", one.key, { second: desk.second() }));
    return make("li", {}, swatch(), nameButton(), make("b", { className: "num" }), now, make("p", { className: "waits" }), make("p", { className: "wrong" }));
  }

  function fillOpen(element, one) {
    element.className = look(one);
    const [, name, people, now, waits, wrong] = element.children;
    fillName(name, one);
    people.replaceChildren(desk.people(one.people), one.still ? "" : make("small", {}, say("waited", { n: one.minutes })));
    now.setAttribute("aria-label", say("now_about", { label: one.label }));
    now.hidden = !desk.mayAct || one.unsent;
    const fell = one.fell ? make("span", { className: "soft", title: say("fell_hint") }, say("fell", one.fell)) : "";
    waits.replaceChildren(...desk.unsentTag(one), fell);
    put(wrong, one.wrong);
  }

  // What has a place keeps it; what came, or came back, goes before the first that weighs less.
  function ordered(topics, at, weight) {
    const there = topics.filter((topic) => at.has(topic.id)).sort((a, b) => at.get(a.id) - at.get(b.id));
    const came = topics.filter((topic) => !at.has(topic.id)).sort((a, b) => weight(b) - weight(a));
    for (const topic of came) {
      const next = there.findIndex((one) => weight(one) < weight(topic));
      there.splice(next < 0 ? there.length : next, 0, topic);
    }
    return there;
  }

  function openTold({ id, label, named: isNamed, hue, people, waited }) {
    return {
      key: id, label, named: isNamed, hue, people, still: isStill(), minutes: isStill() ? 0 : Math.floor(waited / 60),
      sifted: id === desk.sift.topic(), fell: desk.fell(id), wrong: desk.wrongOf(id), unsent: desk.isUnsent(id),
    };
  }

  function drawOpen() {
    const isIdle = desk.isIdle(), open = isIdle ? [] : desk.known.topics.filter((topic) => !isAsked(topic)).map(named);
    const box = part("not-asked");
    const weight = (topic) => topic.people * Math.sqrt(1 + topic.waited / 60);
    const at = new Map([...box.children].map((child, n) => [child.dataset.key, n]));
    const settled = !calm(box) || Date.now() - sortedAt() > 1000;
    const told = ordered(open, settled ? at : new Map(), weight).map(openTold);
    desk.keep(box, told, openLine, fillOpen);
    put(part("n-not-asked"), desk.number(open.length));
    part("n-not-asked").classList.toggle("warn", open.length > 0);
    part("n-not-asked").hidden = !open.length;
    part("all-asked").hidden = isIdle || !desk.known.topics.length || open.length > 0;
    part("not-asked-name").parentElement.hidden = isIdle;
    put(part("not-asked-name").firstElementChild, say(isStill() ? "never_asked" : "not_asked"));
    const reserved = window.innerHeight < LOWER && part("candidates").children.length ? FEW : RESERVED;
    part("moves").style.setProperty("--asking", isIdle ? 0 : Math.max(2, Math.min(reserved, open.length))); // rows that nothing pushes out of sight
  }

  function drawTakenUp() {
    const taken = desk.known.topics.flatMap((topic) => {
      const { label, named: isNamed, hue } = named(topic);
      return topic.taken_up.map(({ second, at }, n) => ({ key: `${topic.id} ${n}`, label, named: isNamed, hue, second, at }));
    });
    taken.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
    const box = part("taken-up");
    box.hidden = !taken.length;
    put(box.querySelector("summary"), say("taken_up", { n: taken.length }));
    desk.keep(box.querySelector("ul"), taken, () => make("li"), (element, one) => {
      element.className = look(one);
      const when = one.second === null ? desk.clock(one.at) : desk.span(one.second);
      element.replaceChildren(
        swatch(), make("span", { className: "name", dir: "auto" }, one.label), make("b", { className: "num" }, when));
    });
  }

  desk.listen(drawCandidates);
  desk.listen(drawOpen);
  desk.listen(drawTakenUp);
})(window.KoemapDesk);
