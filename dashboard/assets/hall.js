/* The hall's keys: a presenter moves from topic to topic. However quickly the keys are pressed,
   each counts: what comes while a screen is on its way is done as soon as it is there. */
(function () {
  "use strict";

  const STEPS = {
    ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1,
  };
  let steps = 0; // still to go
  const page = () => document.getElementById("page");
  const inHall = () => page() && page().classList.contains("hall") && document.querySelector(".hall-moves");

  function move(by) {
    steps += by;
    settle();
  }

  function settle() {
    const nav = inHall();
    if (!nav || !nav.dataset.order) steps = 0; // a meeting without a topic
    if (!steps || page().hasAttribute("aria-busy")) return;
    const order = JSON.parse(nav.dataset.order), to = new URL(window.location.href);
    const here = Math.max(0, order.indexOf(to.searchParams.get("topic"))), n = order.length;
    to.searchParams.set("topic", order[(((here + steps) % n) + n) % n]);
    steps = 0;
    window.dash_clientside.koemap.go(to.href, "");
  }

  function leave() {
    steps = 0;
    document.getElementById("hall-leave").click();
  }

  document.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey || event.shiftKey || !inHall()) return;
    const by = STEPS[event.key];
    if (!by && event.key !== "Escape") return;
    if (event.key === " " && event.target.closest("a, button")) return;
    event.preventDefault();
    if (by) move(by);
    else leave();
  });

  document.addEventListener("click", (event) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("#hall-next, #hall-previous");
    if (!link) return;
    event.preventDefault();
    move(link.id === "hall-next" ? 1 : -1);
  }, true);

  new MutationObserver(settle).observe(document.documentElement, { subtree: true, attributeFilter: ["aria-busy"] });
})();
