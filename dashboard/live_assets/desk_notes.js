/* The memo of the question on air: an act like others, sent when somebody rests while typing or
   leaves the field; the last one counts. What is typed stays in this browser until the server has
   it, and what another desk writes meanwhile is told below, not put in its place. What nobody saved
   is listed there once its writer has left it, to be saved or thrown away by a person. */
(function (desk) {
  "use strict";

  const { say, make, part, put } = desk;
  const OWN = JSON.stringify([desk.by, desk.meeting]), SLOT = `koemap:desk:memos:${OWN}`, ASIDE = `koemap:desk:memos-aside:${OWN}`;
  const REST = 1200; // milliseconds
  const TOLD_FOR = 60000;
  const field = part("note"), said = part("note-said"), box = part("notes-left");
  const drafts = kept(SLOT); // by id {text, base, sent, old, read}: `base` is what the server had before
  const aside = kept(ASIDE); // by what it is {id, text}: what another desk wrote over before it was left
  let timer = 0, composing = false, saved = null; // {id, text}

  for (const [id, draft] of Object.entries(drafts)) { // from before a reload
    if (draft.read) delete drafts[id];
    else draft.old = true;
  }

  function kept(slot) {
    try {
      return JSON.parse(window.localStorage.getItem(slot)) || {};
    } catch {
      return {};
    }
  }

  function keep() {
    try {
      window.localStorage.setItem(SLOT, JSON.stringify(drafts));
      window.localStorage.setItem(ASIDE, JSON.stringify(aside));
    } catch { /* then it is lost with the page, if the server has not got it */ }
  }

  function known(id) { // what the server has
    const row = desk.rows.get(id);
    return (row && row.note) || "";
  }

  function isUnderway(id) { return desk.underway().some((one) => one.verb === "note" && one.target === id); }

  function bare(text) { return text.replace(/[\p{C}\p{M}\s]/gu, ""); } // without what the server leaves out

  function isSame(one, other) { return bare(one) === bare(other); }

  function isHere(id) { return document.activeElement === field && field.dataset.about === id; }

  function write() {
    const id = field.dataset.about, before = drafts[id];
    drafts[id] = { text: field.value.replace(/\s+/g, " ").trim(), base: before ? before.base : known(id), sent: false };
    saved = null;
    keep();
    rest();
  }

  function rest() {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => (composing ? rest() : save(field.dataset.about)), REST);
  }

  function save(id) {
    const draft = drafts[id];
    if (!draft || draft.sent || draft.old || !desk.mayAct) return;
    draft.sent = true;
    keep();
    if (draft.text !== known(id) || isUnderway(id)) desk.act("note", id, { note: draft.text });
    else desk.refresh();
  }

  /* What the server has by now, or refused, or another desk wrote over. */
  function settle(id, draft) {
    if (!desk.rows.has(id) || isUnderway(id)) return;
    if (desk.rows.get(id).gone) {
      delete drafts[id];
      return;
    }
    const now = known(id), isMine = isSame(now, draft.text), isFirst = now === draft.base;
    if (draft.old) again(id, draft, isMine, isFirst);
    if (draft.old || !draft.sent || isUnderway(id)) return;
    if (isMine) told(id, draft, now);
    else if (isFirst) draft.sent = false;
    if (draft.sent && !isHere(id)) leaveOff(id, draft, now);
  }

  function leaveOff(id, draft, now) { // words that are in no memo by now stay at this desk
    if (!draft.read && !bare(now).includes(bare(draft.text))) aside[JSON.stringify([id, draft.text])] = { id, text: draft.text };
    delete drafts[id];
  }

  function again(id, draft, isMine, isFirst) { // after a reload; what another wrote since stays
    if (!isMine && !isFirst) return;
    draft.old = false;
    draft.sent = isMine;
    save(id);
  }

  function told(id, draft, now) {
    if (draft.base === now) return;
    draft.base = now;
    saved = { id, text: now };
    if (!isHere(id)) desk.announce(say("note_saved"));
  }

  function draw() {
    const before = JSON.stringify([drafts, aside]);
    for (const [id, draft] of Object.entries(drafts)) settle(id, draft);
    for (const [key, one] of Object.entries(aside)) if (isNeedless(one)) delete aside[key];
    if (JSON.stringify([drafts, aside]) !== before) keep();
    if (!field) return;
    const id = desk.onAir();
    if (field.dataset.about !== id) leave(id);
    show(id, drafts[id]);
    drawLeft();
  }

  function isNeedless({ id, text }) { // it is saved by now, or its question is gone
    const row = desk.rows.get(id);
    return Boolean(row) && (row.gone || isSame(known(id), text));
  }

  /* What nobody saved: of questions that are no more on air, and what another desk wrote over. */
  function drawLeft() {
    const left = Object.keys(drafts).filter(isLeft).map((id) => ({ key: id, id, text: drafts[id].text }));
    const over = Object.entries(aside).filter(([, { id }]) => desk.rows.has(id)).map(([key, one]) => ({ key, ...one }));
    const told = [...over, ...left].map((one) => ({ ...one, about: desk.rows.get(one.id).text, now: known(one.id) }));
    if (told.length > box.children.length) desk.refuse("", say("note_left_about"), TOLD_FOR);
    desk.keep(box, told, leftItem, fillLeft);
    box.hidden = !told.length;
  }

  function isLeft(id) {
    const isUnsaved = drafts[id].old || !drafts[id].sent;
    return isUnsaved && id !== desk.onAir() && desk.rows.has(id) && !isUnderway(id);
  }

  function leftItem({ key, id }) {
    const save = make("button", { type: "button", className: "primary" }, say("note_keep"));
    const drop = make("button", { type: "button" }, say("note_drop"));
    save.addEventListener("click", () => keepLeft(key, id));
    drop.addEventListener("click", () => dropLeft(key));
    return make("li", {},
      make("p", { className: "soft", dir: "auto" }), make("p", { dir: "auto" }),
      make("p", { className: "soft", dir: "auto" }), make("p", { className: "buttons" }, save, drop));
  }

  function fillLeft(element, one) {
    const [about, text, now] = element.children;
    put(about, one.about);
    put(text, say("note_left", { text: one.text || "—" }));
    put(now, say("note_now", { text: one.now || "—" }));
  }

  function keepLeft(key, id) {
    const { text } = aside[key] || drafts[key];
    delete aside[key];
    drafts[id] = { text, base: known(id), sent: false };
    save(id);
  }

  function dropLeft(key) {
    delete aside[key];
    delete drafts[key];
    keep();
    desk.refresh();
  }

  function leave(id) { // for the next question on air
    save(field.dataset.about);
    part("note-place").hidden = !id;
    field.dataset.about = id;
    field.value = "";
    saved = null;
  }

  function show(id, draft) {
    const text = draft ? draft.text : known(id), isOther = draft && known(id) !== draft.base && !isSame(known(id), draft.text);
    if (!isHere(id) && field.value !== text) field.value = text;
    put(said, isOther ? say("note_other", { text: known(id) || "—" }) : after(id));
  }

  function after(id) { // what became of what was saved here
    if (!saved || saved.id !== id) return "";
    return say(saved.text === known(id) ? "note_saved" : "note_over");
  }

  if (field) {
    field.addEventListener("focus", () => { // from now on nobody else writes here
      const id = field.dataset.about;
      drafts[id] = drafts[id] || { text: known(id), base: known(id), sent: true, read: true };
    });
    field.addEventListener("input", write);
    field.addEventListener("compositionstart", () => { composing = true; });
    field.addEventListener("compositionend", () => { composing = false; });
    field.addEventListener("blur", () => {
      composing = false;
      save(field.dataset.about);
      desk.refresh();
    });
    field.addEventListener("keydown", (event) => {
      if (event.isComposing || !["Enter", "Escape"].includes(event.key)) return;
      event.preventDefault();
      field.blur();
    });
    window.addEventListener("pagehide", () => save(field.dataset.about));
    document.addEventListener("visibilitychange", () => { if (document.hidden) save(field.dataset.about); });
  }
  desk.listen(draw);
  desk.notes = { save, told: (id) => (isUnderway(id) && drafts[id] ? drafts[id].text : known(id)) };
})(window.KoemapDesk);
