/* Begins: the first question to the server, the watch over the connection, the parts on a phone. */
(function (desk) {
  "use strict";

  const WATCH = 250; // milliseconds

  document.getElementById("parts").addEventListener("click", (event) => {
    const chosen = event.target.closest("button");
    if (!chosen) return;
    document.body.dataset.part = chosen.dataset.part;
    for (const button of chosen.parentElement.children) button.setAttribute("aria-pressed", String(button === chosen));
  });

  window.setInterval(desk.watch, WATCH);
  window.setInterval(desk.refresh, 1000);
  desk.refresh();
  desk.poll();
})(window.KoemapDesk);
