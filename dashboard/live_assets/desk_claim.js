/* Tells the other desks which row is being looked at here, and which row they look at. A desk is one
   window: two windows of one person are two. */
(function (desk) {
  "use strict";

  const { say, part, put } = desk;
  const SOON = 250, AGAIN = 10000; // milliseconds; a claim ends after 20 s
  const own = desk.word(), title = document.title, place = part("own-desk");
  let wanted = "", told = "", timer = 0, number = 0;

  async function tell() {
    window.clearTimeout(timer);
    const id = document.hidden ? "" : wanted;
    timer = window.setTimeout(tell, AGAIN);
    if (!id && !told) return;
    told = id;
    const { body } = await desk.post("claim", "number", { id: id || null, desk: own, number }).catch(() => ({ body: {} })); // the next one will do
    if (body.number) number = body.number;
    desk.refresh();
  }

  function claim(id) {
    if (wanted === id && told === id) return;
    wanted = id;
    window.clearTimeout(timer);
    if (desk.mayAct) timer = window.setTimeout(tell, SOON);
  }

  /* Who looks at that row at another desk, in words; "" when nobody does. */
  function claimOf(id) {
    const one = desk.known.claims.find((other) => other.id === id && other.desk !== own);
    if (!one) return "";
    if (!one.by) return say("held_at", one);
    return say(one.by === desk.by ? "held_by_at" : "held_by", one);
  }

  function draw() { // which desk this is, once there is another
    const isAlone = !number || desk.known.claims.every((one) => one.desk === own);
    if (place.hidden && isAlone) return;
    place.hidden = false;
    put(place, say("own_number", { number }));
    document.title = say("numbered", { number, title });
  }

  function again() {
    told = "";
    claim(wanted);
  }

  function leave() { // at once, so that nobody is told of a window that is closed
    if (told) desk.post("claim", "number", { id: null, desk: own, number }, true).catch(() => { /* it ends by itself */ });
    told = "";
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) tell();
    else if (wanted) again();
  });
  window.addEventListener("pagehide", leave);
  desk.listen(draw);
  Object.assign(desk, { claim, claimOf });
})(window.KoemapDesk);
