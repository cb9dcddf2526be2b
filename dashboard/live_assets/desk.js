/* Begins: the first question to the server, the watch over the connection, the parts on a phone. */
(function (desk) {
  "use strict";

  const WATCH = 250; // milliseconds

  const parts = document.getElementById("parts"), PARTS = [...parts.children].map((button) => button.dataset.part);

  /* The part that a phone shows. It stands in the address, so that a co-host has one of their own. */
  function show(name) {
    document.body.dataset.part = name;
    for (const button of parts.children) button.setAttribute("aria-pressed", String(button.dataset.part === name));
    const other = document.querySelector("#bar .language");
    other.href = addressed(other.href, name);
  }

  function addressed(address, name) {
    const there = new URL(address, window.location.href);
    if (name === PARTS[0]) there.searchParams.delete("part");
    else there.searchParams.set("part", name);
    return there.href;
  }

  parts.addEventListener("click", (event) => {
    const chosen = event.target.closest("button");
    if (!chosen) return;
    show(chosen.dataset.part);
    window.history.replaceState(null, "", addressed(window.location.href, chosen.dataset.part));
  });

  let isShown = false;
  const asked = new URLSearchParams(window.location.search).get("part");
  if (PARTS.includes(asked)) show(asked);
  else desk.listen(showTopics);

  function showTopics() { // of a meeting that was never live there is nothing else to see
    if (isShown || !desk.isIdle()) return;
    isShown = true;
    show("moves");
  }

  window.setInterval(desk.watch, WATCH);
  window.setInterval(desk.refresh, 1000);
  desk.refresh();
  desk.poll();
})(window.KoemapDesk);
