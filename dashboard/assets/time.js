/* What charts, paper and the hall need in the browser: a bar leads to its minute, a page of paper
   knows its head and foot, the keys of a presenter move from topic to topic. */
(function () {
  "use strict";

  function picked(event) {
    const bar = event.points.find((point) => point.data.type === "bar");
    if (!bar) return;
    const to = new URL(window.location.href);
    to.searchParams.set("from", bar.customdata);
    to.searchParams.set("to", bar.customdata + Math.max(1, Math.round(bar.data.width[0] / 0.86)));
    to.searchParams.delete("page");
    to.hash = "";
    window.location.assign(to.href); // a large screen is loaded anew faster than it is changed
  }

  document.addEventListener("pointerover", (event) => {
    const graph = event.target.closest && event.target.closest("#chart-minutes .js-plotly-plot");
    if (!graph || !graph.on || graph.dataset.heard) return;
    graph.dataset.heard = "yes";
    graph.on("plotly_click", picked);
  });

  const KEYS = {
    ArrowRight: "hall-next", ArrowDown: "hall-next", PageDown: "hall-next", " ": "hall-next",
    ArrowLeft: "hall-previous", ArrowUp: "hall-previous", PageUp: "hall-previous",
    Escape: "hall-leave",
  };
  document.addEventListener("keydown", (event) => {
    const page = document.getElementById("page");
    if (!page || !page.classList.contains("hall") || page.hasAttribute("aria-busy")) return;
    if (event.metaKey || event.ctrlKey || event.altKey || event.shiftKey) return;
    const link = KEYS[event.key] && document.getElementById(KEYS[event.key]);
    if (!link) return;
    event.preventDefault();
    link.click();
  });

  window.addEventListener("beforeprint", () => {
    const sheets = document.querySelector(".paper-sheets");
    for (const name of ["head", "version", "foot"]) {
      const words = sheets ? JSON.stringify(sheets.dataset[name]) : '""';
      document.documentElement.style.setProperty(`--paper-${name}`, words);
    }
  });
})();
