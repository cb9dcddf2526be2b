/* Tells the others at the desk which row is being looked at here. */
(function (desk) {
  "use strict";

  const SOON = 250, AGAIN = 10000; // milliseconds; a claim ends after 20 s
  let wanted = "", told = "", timer = 0;

  function tell() {
    window.clearTimeout(timer);
    const id = document.hidden ? "" : wanted;
    timer = window.setTimeout(tell, AGAIN);
    if (!id && !told) return;
    told = id;
    desk.post("claim", { id: id || null }).catch(() => { /* the next one will do */ });
  }

  desk.claim = (id) => {
    wanted = id;
    window.clearTimeout(timer);
    if (desk.mayAct) timer = window.setTimeout(tell, SOON);
  };
  document.addEventListener("visibilitychange", () => { if (wanted) desk.claim(wanted); });
})(window.KoemapDesk);
