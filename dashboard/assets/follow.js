/* While a meeting is live its screens follow it: when there is a new map, what is shown is asked for
   again, and the dots move to their new places. Nothing changes under the hands of somebody who is
   writing, or in a tab that is not looked at. */
(function () {
  "use strict";

  const EVERY = 5000; // milliseconds

  const FIELDS = "textarea, input, select";
  const written = new Set(); // fields that somebody wrote in

  function isWritten() {
    for (const field of written) if (!field.isConnected || !field.value) written.delete(field);
    return written.size > 0 || (document.activeElement && document.activeElement.matches(FIELDS));
  }

  document.addEventListener("input", (event) => { // what was searched for is no draft
    if (event.target.matches(FIELDS) && event.target.id !== "search-field") written.add(event.target);
  });

  async function look() {
    const page = document.getElementById("page"), { live, map } = (page && page.dataset) || {};
    if (live && !document.hidden && !page.hasAttribute("aria-busy") && !isWritten()) {
      try {
        const answer = await window.fetch(`${live}/newest.json`, { cache: "no-store" });
        const newest = answer.ok ? (await answer.json()).map : map;
        if (newest !== map && page.dataset.map === map && !isWritten()) window.dash_clientside.koemap.ask("");
      } catch { /* without network the next look finds it */ }
    }
    window.setTimeout(look, EVERY);
  }

  window.setTimeout(look, EVERY);
})();
