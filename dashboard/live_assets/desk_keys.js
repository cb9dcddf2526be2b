/* One key for everything, wherever the focus is, but never while somebody is typing. */
(function (desk) {
  "use strict";

  const { say, part } = desk;
  const SLOT = "koemap:desk:keys";
  const help = part("help"), panel = part("keys"), use = part("keys-use");
  let column = "inbox"; // where the selection is

  function activate(name, id) {
    desk.hush();
    column = name;
    document.body.dataset.column = name;
    if (name === "inbox") {
      desk.air.select("", false);
      desk.inbox.select(id, false);
    } else desk.air.select(id, false);
  }

  function isQueue() { return column === "queue" && Boolean(desk.air.selected()); }

  function cross(to) {
    column = to;
    document.body.dataset.column = to;
    if (to === "queue") desk.air.step(0);
    else {
      desk.air.select("", false);
      desk.inbox.step(0);
    }
  }

  function step(by) {
    if (column === "queue" && desk.queue().length) desk.air.step(by);
    else desk.inbox.step(by);
  }

  function toInbox(then) { // from whichever column
    desk.leaveQueue();
    desk.air.select("", false);
    then();
  }

  function showNew() { toInbox(desk.inbox.showNew); }

  function onRow(verb) { // in whichever column is being worked
    const past = desk.air.pastOne();
    if (past) desk.act(verb, past);
    else if (isQueue()) desk.act(verb, desk.air.selected());
    else desk.inbox.act(verb);
  }

  function air() {
    const put = (id) => desk.act("air", id);
    if (isQueue()) return put(desk.air.selected());
    const id = desk.inbox.selected();
    if (!id) return desk.queue().length ? put(desk.queue()[0]) : desk.refuse("", say("no_row"));
    const isNew = ["received", "held", "rejected"].includes(desk.state(id));
    const first = desk.queue().length ? "let_through_first_or_queue" : "let_through_first";
    return isNew ? desk.refuse(id, say(first)) : put(id);
  }

  const DOES = {
    let_through: () => onRow("let_through"),
    reject: () => onRow("reject"),
    hold: () => onRow("hold"),
    queue: () => onRow("queue"),
    fold: () => desk.inbox.unfold(),
    undo: () => desk.inbox.undone(desk.undo()),
    air,
    answered: () => desk.air.end("answered"),
    asked: () => desk.air.end("asked"),
  };
  const LETTERS = {
    j: () => step(1), k: () => step(-1), n: showNew, a: DOES.let_through, r: DOES.reject, h: DOES.hold,
    q: DOES.queue, m: DOES.fold, z: DOES.undo, o: DOES.air, d: DOES.answered,
    s: () => desk.stopAll(),
    x: () => desk.sift.end(),
    p: () => desk.sift.byRow(isQueue() ? desk.air.selected() : desk.inbox.selected()),
    1: () => desk.sift.choose("all"),
    2: () => desk.sift.choose("question"),
    3: () => desk.sift.choose("flagged"),
    "/": () => part("search").focus(),
    "?": () => showKeys(panel.hidden),
  };
  const ARROWS = { ArrowDown: () => step(1), ArrowUp: () => step(-1), ArrowLeft: () => cross("inbox"), ArrowRight: () => cross("queue") };
  const REPEATED = ["j", "k", "ArrowDown", "ArrowUp"]; // as long as the key is held

  function isTyping(target) {
    return target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;
  }

  function isStop(event) { // the keys that stop everything even while somebody types
    return event.key === "F9" || ((event.ctrlKey || event.metaKey) && event.code === "Period");
  }

  function stopFromAnywhere(event) {
    event.preventDefault();
    if (event.repeat) return;
    desk.hush();
    desk.stopAll();
  }

  function reorder(key) {
    if (!isQueue()) return false;
    desk.air.reorder(desk.air.selected(), key === "ArrowUp" ? -1 : 1);
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return undefined; // F9 is one of the keys that write Japanese
    if (isStop(event)) return stopFromAnywhere(event);
    if (event.ctrlKey || event.metaKey || isTyping(event.target)) return undefined;
    if (event.key === "Escape") return panel.hidden ? desk.sift.leave() : showKeys(false);
    const vertical = event.key === "ArrowUp" || event.key === "ArrowDown";
    if (event.altKey) {
      if (vertical && reorder(event.key)) event.preventDefault();
      return undefined;
    }
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const does = ARROWS[key] || (use.checked ? LETTERS[key] : null);
    if (!does) return undefined;
    event.preventDefault();
    if (event.repeat && !REPEATED.includes(key)) return undefined;
    desk.hush();
    does();
    return undefined;
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (!button) return;
    desk.hush();
    DOES[button.dataset.act]();
  });

  function showKeys(is) {
    panel.hidden = !is;
    help.setAttribute("aria-expanded", String(is));
    (is ? panel : help).focus();
  }

  function keepUse() {
    try {
      window.localStorage.setItem(SLOT, use.checked ? "yes" : "no");
    } catch { /* it is asked again next time */ }
  }

  function restoreUse() {
    try {
      use.checked = window.localStorage.getItem(SLOT) !== "no";
    } catch { /* as it is */ }
  }

  help.addEventListener("click", () => showKeys(panel.hidden));
  part("keys-close").addEventListener("click", () => showKeys(false));
  use.addEventListener("change", keepUse);
  restoreUse();
  desk.activate = activate;
  desk.toInbox = toInbox;
  desk.isIn = (name) => column === name;
  desk.leaveQueue = () => { column = document.body.dataset.column = "inbox"; };
})(window.KoemapDesk);
