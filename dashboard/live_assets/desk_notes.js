/* The memo of the question on air. It is kept in this browser as it is written, and goes with
   whatever is done to the question next: to the server, and into the run sheet. */
(function (desk) {
  "use strict";

  const { say, part, put } = desk;
  const SLOT = `koemap:desk:notes:${JSON.stringify([desk.by, desk.meeting])}`;
  const field = part("note"), said = part("note-said");
  let drafts = kept(); // by id

  function kept() {
    try {
      return JSON.parse(window.localStorage.getItem(SLOT)) || {};
    } catch {
      return {};
    }
  }

  function keep() { // whether it would be there after a reload
    try {
      window.localStorage.setItem(SLOT, JSON.stringify(drafts));
      return true;
    } catch {
      return false;
    }
  }

  function known(id) { // what the server has
    const row = desk.rows.get(id);
    return (row && row.note) || "";
  }

  function draft(id) { // "" when the server has it, or there is none
    return drafts[id] && drafts[id] !== known(id) ? drafts[id] : "";
  }

  function write() {
    const text = field.value.replace(/\s+/g, " ").trim();
    if (text) drafts[field.dataset.about] = text;
    else delete drafts[field.dataset.about];
    return keep();
  }

  function save() {
    const isKept = write();
    if (!isKept || !draft(field.dataset.about)) return;
    put(said, say("note_saved"));
    desk.announce(say("note_saved"));
  }

  function drop() { // what the server has, once that can be undone no more
    const told = Object.keys(drafts).filter((id) => drafts[id] === known(id));
    if (!told.length || desk.undoable()) return;
    for (const id of told) delete drafts[id];
    keep();
  }

  function draw() {
    const id = desk.onAir();
    drop();
    if (!field) return;
    part("note-place").hidden = !id;
    if (field.dataset.about === id) return;
    field.dataset.about = id;
    field.value = drafts[id] || known(id);
    put(said, draft(id) ? say("note_saved") : "");
  }

  if (field) {
    field.addEventListener("input", () => {
      write();
      put(said, "");
    });
    field.addEventListener("change", save);
    field.addEventListener("keydown", (event) => {
      if (event.isComposing || !["Enter", "Escape"].includes(event.key)) return;
      event.preventDefault();
      save();
      field.blur();
    });
  }
  desk.listen(draw);
  desk.notes = { draft, told: (id) => draft(id) || known(id) };
})(window.KoemapDesk);
