/* What of the inbox is shown: in which state; all, what asks, what is flagged; of all topics or of
   one; of all people or of one; or whatever holds the words that are looked for. */
(function (desk) {
  "use strict";

  const { say, part, put } = desk;
  const PASSES = { all: () => true, question: (row) => row.kind === "question", flagged: (row) => row.flags.length > 0 };
  const chips = [...document.querySelectorAll("[data-sift]")], about = part("sift-topic");
  const person = part("sift-person"), rejects = part("reject-person"), MOST_ASKED = 10;
  const AFTER_LET_THROUGH = ["let_through", "queued", "on_air", "asked", "answered"];
  const search = part("search"), searched = new WeakMap();
  let kind = "all", topic = "", label = "", who = "";
  let filter = "received", query = "", terms = [], typing = 0;

  /* Width, case, kind of kana and spaces do not count. */
  function folded(text) {
    return text.normalize("NFKC").toLowerCase().replace(/[\u30a1-\u30f6]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60)).replace(/\s+/g, "");
  }

  function words(row) { // once for each row; a changed row is another one
    if (!searched.has(row)) searched.set(row, folded(row.text));
    return searched.get(row);
  }

  function passes(row) { return PASSES[kind](row) && (!topic || row.topic === topic) && (!who || row.who === who); }

  function fits(row) { // whether its fold belongs in the list
    if (!row || row.gone) return false;
    if (query) return terms.every((term) => words(row).includes(term));
    if (!passes(row)) return false;
    const state = desk.state(row.id);
    if (filter === "received" && row.kind === "reaction" && !row.flags.length) return false;
    return filter === "let_through" ? AFTER_LET_THROUGH.includes(state) : state === filter;
  }

  function look(text) { // for these words
    query = text.trim();
    terms = query.split(/\s+/).map(folded);
    desk.inbox.anew();
    if (query) desk.more({ query });
  }

  function show(state) { // and no more what was looked for
    filter = state;
    query = search.value = "";
    for (const button of document.querySelectorAll("[data-filter]")) button.setAttribute("aria-pressed", String(button.dataset.filter === state));
    desk.inbox.anew();
  }

  function known() { return desk.known.topics.find((one) => one.id === topic); }

  function counts() { // of what waits in that topic, or in all
    const from = topic ? known() : desk.known.counts;
    return (from && from.waiting) || { all: 0, question: 0, flagged: 0 };
  }

  function set(newKind, newTopic) {
    kind = newKind;
    topic = newTopic;
    show(filter);
    desk.draw();
  }

  function choose(wanted) { set(wanted, topic); }

  function aboutTopic(id) { // again ends it
    set(kind, topic === id ? "" : id);
    const other = document.querySelector("#parts [data-part=inbox]");
    if (topic && other.offsetParent) other.click(); // on a phone, which shows one part at a time
  }

  /* Only what one person wrote, all that waits of it; again, or nobody, ends it. */
  async function byPerson(wanted) {
    const before = who;
    who = wanted === who ? "" : wanted;
    if (who === before) return;
    show(filter);
    desk.draw();
    let last = Number.MAX_SAFE_INTEGER;
    for (let n = 0; who && who === wanted && last && n < MOST_ASKED; n += 1) {
      const rows = await desk.more({ who, before: last });
      last = rows.length ? rows[rows.length - 1].n : 0;
    }
    if (who && who === wanted && desk.inbox.waits()) desk.inbox.bringIn();
  }

  function byRow(id) { // of whoever wrote it
    const row = desk.rows.get(id);
    if (who) return byPerson("");
    if (!row) return desk.refuse("", say("no_row"));
    return row.who ? byPerson(row.who) : desk.refuse(row.id, say("no_person"));
  }

  function drawPerson() {
    person.hidden = !who;
    if (!who) return;
    const n = desk.inbox.rejectable().length;
    put(person.querySelector(".label"), say("person"));
    if (!rejects) return;
    rejects.hidden = !n;
    put(rejects, say("reject_person", { n }));
  }

  function draw() {
    if (topic && known()) label = known().label;
    else if (topic && desk.known.topics.length) { // the map has it no more
      topic = "";
      show(filter);
    }
    const now = counts();
    for (const chip of chips) {
      const name = chip.dataset.sift;
      chip.setAttribute("aria-pressed", String(name === kind));
      put(chip.querySelector(".num"), desk.known.counts ? desk.number(now[name]) : "");
    }
    drawPerson();
    about.hidden = !topic;
    if (topic) put(about.querySelector(".label"), say("sift_topic", { label }));
  }

  part("sift").addEventListener("click", (event) => {
    const chip = event.target.closest("[data-sift]");
    if (chip) choose(chip.dataset.sift);
  });
  person.querySelector(".end").addEventListener("click", () => byPerson(""));
  if (rejects) rejects.addEventListener("click", () => desk.actAll("reject", desk.inbox.rejectable()));
  about.addEventListener("click", () => set(kind, ""));
  part("moves").addEventListener("click", (event) => {
    const name = event.target.closest("button.name");
    if (name) aboutTopic(name.closest("li").dataset.key);
  });

  search.addEventListener("input", () => {
    window.clearTimeout(typing);
    typing = window.setTimeout(() => look(search.value), 120);
  });
  search.addEventListener("keydown", (event) => {
    if (event.isComposing || !["Escape", "Enter", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    search.blur();
    if (event.key === "Escape") show(filter);
    else desk.inbox.step(1);
  });
  part("filter").addEventListener("click", (event) => {
    const button = event.target.closest("[data-filter]");
    if (button) show(button.dataset.filter);
  });

  desk.listen(draw);
  desk.sift = {
    choose, topic: () => topic, end: () => { if (topic) set(kind, ""); },
    byPerson, byRow, person: () => who,
    fits, filter: () => filter, query: () => query,
    waiting: () => (who ? 0 : counts()[kind]), // what waits of a person is asked for at once
    asked: () => ({ kind, topic }),
    isAll: () => kind === "all" && !topic && !who,
  };
})(window.KoemapDesk);
