/* What a pointer, or a focus, does to a row of the inbox. */
(function (desk) {
  "use strict";

  const box = desk.part("rows"), { inbox } = desk;

  box.addEventListener("mousedown", (event) => {
    const row = event.target.closest(".row");
    if (row) desk.activate("inbox", row.dataset.id);
  });
  box.addEventListener("click", (event) => {
    const who = event.target.closest(".who");
    if (!who) return;
    desk.activate("inbox", who.closest(".row").dataset.id);
    desk.sift.byRow(inbox.selected());
  });
  box.addEventListener("focusin", (event) => {
    const row = event.target.closest(".row");
    if (row && (row.dataset.id !== inbox.selected() || desk.isIn("queue"))) desk.activate("inbox", row.dataset.id);
  });
})(window.KoemapDesk);
