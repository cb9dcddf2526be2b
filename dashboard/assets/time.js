/* What charts and paper need in the browser: a bar leads to its minute, a page of paper knows its
   head and foot. */
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

  window.addEventListener("beforeprint", () => {
    const sheets = document.querySelector(".paper-sheets");
    for (const name of ["head", "version", "foot"]) {
      const words = sheets ? JSON.stringify(sheets.dataset[name]) : '""';
      document.documentElement.style.setProperty(`--paper-${name}`, words);
    }
  });
})();
