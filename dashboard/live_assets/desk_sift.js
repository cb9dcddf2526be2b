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
  let marked = null; // where somebody was before they looked for words, a person or a topic

  /* Width, case, kind of kana and spaces do not count. */
  function folded(text) {
    return text.normalize("NFKC").toLowerCase().replace(/[\u30a1-\u30f6]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60)).replace(/\s+/g, "");
  }

  function words(row) { // once for each row; a changed row is another one
    if (!searched.has(row)) searched.set(row, folded(row.text));
    return searched.get(row);
  }

  function fits(row) { return belongs(row) && PASSES[kind](row); } // whether its fold is listed

  function belongs(row) { // whether it would be, were all kinds listed
    if (!row || row.gone || (topic && row.topic !== topic) || (who && row.who !== who)) return false;
    if (query && !terms.every((term) => words(row).includes(term))) return false;
    const state = desk.state(row.id);
    if (filter === "received" && row.kind === "reaction" && !row.flags.length) return false;
    return filter === "let_through" ? AFTER_LET_THROUGH.includes(state) : state === filter;
  }

  function isAside() { return Boolean(query || topic || who); }

  /* Lists something else. Who looked for words, a topic or a person and leaves that is back where
     they were before. */
  function turn(change) {
    const wasAside = isAside();
    if (!wasAside) marked = { ...desk.inbox.where(), filter };
    change();
    desk.inbox.anew();
    if (wasAside && !isAside()) back();
  }

  function back() { // there, or at what stands next to it when it is there no more
    const there = marked && marked.filter === filter ? marked : null;
    marked = null;
    if (!there || !there.id) return;
    const { id, order, top } = there, at = order.indexOf(id);
    desk.inbox.bringBack([id, ...order.slice(at + 1), ...order.slice(0, Math.max(0, at)).reverse()], top);
  }

  function look() { // for the words that stand in the field
    window.clearTimeout(typing);
    if (search.value.trim() === query) return;
    turn(() => {
      query = search.value.trim();
      terms = query.split(/\s+/).map(folded);
    });
    if (query) desk.more({ query });
  }

  function show(state) { list(() => { filter = state; }); }

  function list(change) { // and no more what was looked for
    window.clearTimeout(typing);
    turn(() => {
      change();
      query = search.value = "";
    });
    for (const button of document.querySelectorAll("[data-filter]")) button.setAttribute("aria-pressed", String(button.dataset.filter === filter));
  }

  function leave() { // the words that were looked for, else the person
    if (!query) return byPerson("");
    show(filter);
    return desk.inbox.enter();
  }

  function known() { return desk.known.topics.find((one) => one.id === topic); }

  function counts() { // of what waits, which the server knows in full; else of what is listed
    if (filter !== "received" || who || query) {
      const heads = [...desk.folds.keys()].map((fold) => desk.head(fold)).filter(belongs);
      return Object.fromEntries(Object.entries(PASSES).map(([name, passes]) => [name, heads.filter(passes).length]));
    }
    const from = topic ? known() : desk.known.counts;
    return (from && from.waiting) || { all: 0, question: 0, flagged: 0 };
  }

  function set(newKind, newTopic) {
    list(() => {
      kind = newKind;
      topic = newTopic;
    });
    desk.draw();
  }

  function choose(wanted) { set(wanted, topic); }

  function end() { // of the topic
    if (!topic) return;
    set(kind, "");
    desk.inbox.enter();
  }

  function aboutTopic(id) { // again ends it
    set(kind, topic === id ? "" : id);
    const other = document.querySelector("#parts [data-part=inbox]");
    if (topic && other.offsetParent) other.click(); // on a phone, which shows one part at a time
    if (topic) desk.toInbox(desk.inbox.first);
  }

  /* Only what one person wrote, all that waits of it; again, or nobody, ends it. */
  async function byPerson(wanted) {
    const now = wanted === who ? "" : wanted;
    if (who === now) return;
    list(() => { who = now; });
    desk.draw();
    if (!who) desk.inbox.enter();
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
  about.addEventListener("click", end);
  part("moves").addEventListener("click", (event) => {
    const name = event.target.closest("button.name");
    if (name) aboutTopic(name.closest("li").dataset.key);
  });

  search.addEventListener("input", () => {
    window.clearTimeout(typing);
    typing = window.setTimeout(look, 120);
  });
  search.addEventListener("keydown", (event) => {
    if (event.isComposing || !["Escape", "Enter", "ArrowDown"].includes(event.key)) return undefined;
    event.preventDefault();
    search.blur();
    if (event.key === "Escape") search.value = "";
    look();
    return event.key === "Escape" ? desk.inbox.enter() : desk.toInbox(desk.inbox.first);
  });
  part("filter").addEventListener("click", (event) => {
    const button = event.target.closest("[data-filter]");
    if (button) show(button.dataset.filter);
  });

  desk.listen(draw);
  desk.sift = {
    choose, topic: () => topic, end,
    byPerson, byRow, leave, person: () => who,
    fits, filter: () => filter, query: () => query,
    waiting: () => (who ? 0 : counts()[kind]), // what waits of a person is asked for at once
    asked: () => ({ kind, topic }),
    isAll: () => kind === "all" && !topic && !who,
  };
})(window.KoemapDesk);
