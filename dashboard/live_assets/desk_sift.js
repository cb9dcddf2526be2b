/* What of the inbox is shown: all, what asks, what is flagged; of all topics or of one; of all
   people or of one. */
(function (desk) {
  "use strict";

  const { say, part, put } = desk;
  const PASSES = { all: () => true, question: (row) => row.kind === "question", flagged: (row) => row.flags.length > 0 };
  const chips = [...document.querySelectorAll("[data-sift]")], about = part("sift-topic");
  const person = part("sift-person"), rejects = part("reject-person"), MOST_ASKED = 10;
  let kind = "all", topic = "", label = "", who = "";

  function known() { return desk.known.topics.find((one) => one.id === topic); }

  function counts() { // of what waits in that topic, or in all
    const from = topic ? known() : desk.known.counts;
    return (from && from.waiting) || { all: 0, question: 0, flagged: 0 };
  }

  function set(newKind, newTopic) {
    kind = newKind;
    topic = newTopic;
    desk.inbox.anew();
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
    desk.inbox.anew();
    desk.draw();
    let last = Number.MAX_SAFE_INTEGER;
    for (let n = 0; who && who === wanted && last && n < MOST_ASKED; n += 1) {
      const rows = await desk.more({ who, before: last });
      last = rows.length ? rows[rows.length - 1].n : 0;
    }
    if (who && who === wanted && desk.inbox.waits()) desk.inbox.bringIn();
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
      desk.inbox.anew();
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

  desk.listen(draw);
  desk.sift = {
    choose, topic: () => topic, end: () => { if (topic) set(kind, ""); },
    byPerson, person: () => who,
    passes: (row) => PASSES[kind](row) && (!topic || row.topic === topic) && (!who || row.who === who),
    waiting: () => (who ? 0 : counts()[kind]), // what waits of a person is asked for at once
    asked: () => ({ kind, topic }),
    isAll: () => kind === "all" && !topic && !who,
  };
})(window.KoemapDesk);
