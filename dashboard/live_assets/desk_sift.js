/* What of the inbox is shown: all, what asks, what is flagged; of all topics or of one. */
(function (desk) {
  "use strict";

  const { say, part, put } = desk;
  const PASSES = { all: () => true, question: (row) => row.kind === "question", flagged: (row) => row.flags.length > 0 };
  const chips = [...document.querySelectorAll("[data-sift]")], about = part("sift-topic");
  let kind = "all", topic = "", label = "";

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
    about.hidden = !topic;
    if (topic) put(about.querySelector(".label"), say("sift_topic", { label }));
  }

  part("sift").addEventListener("click", (event) => {
    const chip = event.target.closest("[data-sift]");
    if (chip) choose(chip.dataset.sift);
  });
  about.addEventListener("click", () => set(kind, ""));
  part("moves").addEventListener("click", (event) => {
    const name = event.target.closest("button.name");
    if (name) aboutTopic(name.closest("li").dataset.key);
  });

  desk.listen(draw);
  desk.sift = {
    choose, topic: () => topic, end: () => { if (topic) set(kind, ""); },
    passes: (row) => PASSES[kind](row) && (!topic || row.topic === topic),
    waiting: () => counts()[kind],
    asked: () => ({ kind, topic }),
    isAll: () => kind === "all" && !topic,
  };
})(window.KoemapDesk);
