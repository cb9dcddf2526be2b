/* The inbox. Rows stay where they are: what arrives waits behind the chip, what is done stays in its
   place for as long as it can be undone. */
(function (desk) {
  "use strict";

  const { say, part, put } = desk;
  const MOST_TOGETHER = 50; // a stop must not be too fast after them
  const LIMIT = 120, MOST_LIMIT = 600, DONE_FOR = 30000;
  const box = part("rows"), scroll = part("inbox-scroll"), search = part("search");
  let filter = "received", query = "", terms = [];
  let list = []; // the folds that are shown, the newest first
  let limit = LIMIT, selected = "", began = false;
  const fresh = new Set(), shown = new Set(), open = new Set(), doneAt = new Map(), searched = new WeakMap();

  /* Width, case, kind of kana and spaces do not count. */
  function folded(text) {
    return text.normalize("NFKC").toLowerCase().replace(/[\u30a1-\u30f6]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60)).replace(/\s+/g, "");
  }

  function words(row) { // once for each row; a changed row is another one
    if (!searched.has(row)) searched.set(row, folded(row.text));
    return searched.get(row);
  }

  function fits(row) { // whether its fold belongs in the list
    if (!row || row.gone) return false;
    if (query) return terms.every((term) => words(row).includes(term));
    if (!desk.sift.passes(row)) return false;
    const state = desk.state(row.id);
    if (filter === "received" && row.kind === "reaction" && !row.flags.length) return false;
    return filter === "let_through" ? ["let_through", "queued", "on_air", "asked", "answered"].includes(state) : state === filter;
  }

  function byNewest(a, b) { return desk.head(b).n - desk.head(a).n; }

  /* The list anew, from all that is known. */
  function anew() {
    list = [...desk.folds.keys()].filter((fold) => fits(desk.head(fold))).sort(byNewest);
    for (const one of [fresh, shown, doneAt]) one.clear();
    for (const fold of list) shown.add(fold);
    limit = LIMIT;
    selected = "";
    scroll.scrollTop = 0;
    if (query) desk.announce(say("found", { n: list.length }));
  }

  /* What changed: new ones wait, done ones are marked. */
  function hear(changed) {
    for (const id of changed) {
      const row = desk.head(id);
      if (!row) continue;
      const belongs = desk.folds.has(id) && fits(row); // else others say the same, and stand for it
      if (shown.has(id)) {
        if (belongs) doneAt.delete(id);
        else if (!doneAt.has(id)) doneAt.set(id, Date.now());
      } else if (belongs) fresh.add(id);
      else fresh.delete(id);
    }
  }

  function forget(folds) {
    const left = new Set(folds);
    if (!left.size) return;
    list = list.filter((fold) => !left.has(fold));
    for (const fold of left) {
      shown.delete(fold);
      doneAt.delete(fold);
    }
  }

  function hovered() { return window.matchMedia("(hover: hover)").matches && scroll.matches(":hover"); }

  function sweep(all) { // what was done long enough ago, unless the pointer is there
    if (!all && hovered()) return;
    const now = Date.now(), chosen = foldOf(selected);
    forget([...doneAt].filter(([fold, at]) => fold !== chosen && (all || now - at > DONE_FOR)).map(([fold]) => fold));
  }

  function bringIn() { // and goes to the top, where they are
    sweep(true);
    list = [...[...fresh].sort(byNewest), ...list];
    for (const fold of fresh) shown.add(fold);
    fresh.clear();
    limit = Math.max(LIMIT, list.indexOf(foldOf(selected)) + 40);
    if (limit > MOST_LIMIT) {
      limit = LIMIT;
      selected = "";
    }
    scroll.scrollTop = 0;
    draw([]);
  }

  function quiet() { return !hovered() && list.every((fold) => doneAt.has(fold)); }

  /* Selecting */
  function foldOf(id) {
    const row = desk.rows.get(id);
    return row ? row.folded : "";
  }

  function lines() { // what is to be drawn
    const drawn = [];
    for (const fold of list.slice(0, limit)) {
      const row = desk.head(fold);
      if (!row) continue;
      const more = { selected: row.id === selected, open: open.has(fold), done: doneAt.has(fold), copy: false, joined: !desk.folds.has(fold) };
      drawn.push(desk.rowTold(fold, row, more));
      if (open.has(fold)) drawn.push(...copies(fold, row));
    }
    return drawn;
  }

  function copies(fold, first) {
    const others = (desk.folds.get(fold) || []).filter((id) => id !== first.id).slice(0, 200).map((id) => desk.rows.get(id));
    return others.map((row) => desk.rowTold(`${fold} ${row.id}`, row, { selected: row.id === selected, open: true, done: desk.state(row.id) !== "received" && filter === "received", copy: true }));
  }

  function select(id, focus) {
    selected = id;
    desk.claim(id);
    desk.draw();
    const row = focus && rowOf(id);
    if (!row) return;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function rowOf(id) { return [...box.children].find((row) => row.dataset.id === id); }

  function step(by) {
    if (by < 0 && fresh.size && !query && within() <= 0) bringIn();
    const all = steps(), at = within();
    const to = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))];
    if (to) select(to.id, true);
  }

  function steps() { return lines().filter((one) => !one.done || one.id === selected); }

  function within() { return steps().findIndex((one) => one.id === selected); }

  /* After an act the next older one is selected, or the next newer one when there is none. */
  function onward(id) {
    const all = lines();
    const at = all.findIndex((one) => one.id === id);
    const to = all.slice(at + 1).find((one) => !one.done) || all.slice(0, at).reverse().find((one) => !one.done);
    const focused = document.activeElement;
    if (to) select(to.id, !focused || focused === document.body || box.contains(focused));
  }

  function act(verb) {
    if (!selected || !desk.rows.has(selected)) return desk.refuse("", say("no_row"));
    const id = selected, before = desk.state(id);
    if (desk.act(verb, id)) desk.draw();
    if (desk.state(id) !== before && !query) onward(id);
    return true;
  }

  function unfold() {
    const fold = foldOf(selected);
    if (!fold) return;
    if (open.has(fold)) {
      open.delete(fold);
      select(desk.head(fold).id, true);
    } else {
      open.add(fold);
      if (desk.head(fold).copies > 1) desk.more({ copies: selected });
    }
    desk.refresh();
  }

  function rejectable() { // what is listed and waits, and nobody else says as well
    const rows = list.filter((fold) => !doneAt.has(fold)).map((fold) => desk.head(fold));
    return rows.filter((row) => row && row.people === 1 && desk.state(row.id) === "received").slice(0, MOST_TOGETHER).map((row) => row.id);
  }

  function ofPerson() { // of whoever wrote the selected row
    const row = desk.rows.get(selected);
    if (desk.sift.person()) return desk.sift.byPerson("");
    if (!row) return desk.refuse("", say("no_row"));
    return row.who ? desk.sift.byPerson(row.who) : desk.refuse(row.id, say("no_person"));
  }

  function undone(one) { // its row is selected again
    if (one && shown.has(foldOf(one.target))) select(one.target, true);
  }

  /* Drawing; what is in sight keeps its place on the screen. */
  function draw(changed) {
    hear(changed);
    if (!began && desk.known.heads) {
      began = true;
      anew();
    }
    sweep(false);
    if (fresh.size && (quiet() || query)) bringIn();
    const anchor = anchored(), before = anchor ? anchor.offsetTop : 0;
    desk.keep(box, lines(), desk.rowCreate, desk.rowFill);
    if (anchor && anchor.isConnected) scroll.scrollTop += anchor.offsetTop - before;
    if (!selected && box.firstElementChild) box.firstElementChild.tabIndex = 0;
    around();
    desk.drawDone();
  }

  function anchored() { // the selected row if it is in sight, else the first that is; none at the top
    const top = scroll.scrollTop, foot = top + scroll.clientHeight;
    if (!top) return null;
    const chosen = rowOf(selected);
    if (chosen && chosen.offsetTop + chosen.offsetHeight > top && chosen.offsetTop < foot) return chosen;
    return [...box.children].find((row) => row.offsetTop + row.offsetHeight > top);
  }

  function around() { // chip, what is not shown, what is empty
    const n = fresh.size, older = Math.max(0, list.length - limit) + unread();
    const chip = part("fresh"), none = part("no-rows");
    chip.hidden = !n;
    put(chip, say("fresh", { n }));
    chip.title = say("fresh_hint", { n });
    part("older").hidden = !older;
    put(part("older"), say("older", { n: older }));
    none.hidden = list.length > 0 || !began;
    put(none, say(query ? "none_found" : desk.sift.isAll() ? `none_${filter}` : "none_sifted"));
    box.hidden = !list.length;
  }

  function unread() { // how many wait that the server has not told yet
    const { counts } = desk.known;
    if (!counts || filter !== "received" || query) return 0;
    const here = list.filter((fold) => !doneAt.has(fold)).length + fresh.size;
    return Math.max(0, desk.sift.waiting() - here - desk.underway().length);
  }

  /* Asks for what waits and is not known here, past what is known, until there is some. */
  async function dig() {
    const asked = desk.sift.asked(), isAll = desk.sift.isAll();
    let rows = [], before = desk.known.gap, known = 0;
    do {
      known = desk.rows.size;
      rows = await desk.more({ before, ...asked });
      const last = rows.length ? rows[rows.length - 1].n : 0;
      if (last && isAll && desk.known.gap === before) desk.known.gap = last;
      before = isAll ? desk.known.gap : last;
    } while (rows.length && desk.rows.size === known);
  }

  function choose(state) {
    filter = state;
    query = search.value = "";
    for (const button of document.querySelectorAll("[data-filter]")) button.setAttribute("aria-pressed", String(button.dataset.filter === state));
    anew();
    desk.refresh();
  }

  let typing = 0;
  search.addEventListener("input", () => {
    window.clearTimeout(typing);
    typing = window.setTimeout(() => {
      query = search.value.trim();
      terms = query.split(/\s+/).map(folded);
      anew();
      desk.refresh();
      if (query) desk.more({ query });
    }, 120);
  });
  search.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") choose(filter);
    if (event.key === "Escape" || event.key === "Enter" || event.key === "ArrowDown") {
      event.preventDefault();
      search.blur();
      if (event.key !== "Escape") step(1);
    }
  });
  part("filter").addEventListener("click", (event) => {
    const button = event.target.closest("[data-filter]");
    if (button) choose(button.dataset.filter);
  });
  part("fresh").addEventListener("click", bringIn);
  part("older").addEventListener("click", async () => {
    if (unread()) {
      await dig();
      const late = [...desk.folds.keys()].filter((fold) => !shown.has(fold) && !fresh.has(fold) && fits(desk.head(fold)));
      list = [...list, ...late].sort(byNewest);
      for (const fold of late) shown.add(fold);
    }
    limit += LIMIT;
    desk.refresh();
  });
  box.addEventListener("mousedown", (event) => {
    const row = event.target.closest(".row");
    if (row) desk.activate("inbox", row.dataset.id);
  });
  box.addEventListener("click", (event) => {
    const who = event.target.closest(".who");
    if (!who) return;
    desk.activate("inbox", who.closest(".row").dataset.id);
    ofPerson();
  });
  box.addEventListener("focusin", (event) => {
    const row = event.target.closest(".row");
    if (row && (row.dataset.id !== selected || desk.isIn("queue"))) desk.activate("inbox", row.dataset.id);
  });

  desk.listen(draw);
  desk.inbox = { anew: () => choose(filter), step, act, unfold, bringIn, waits: () => fresh.size > 0, undone, rejectable, ofPerson, select, search: () => search.focus(), selected: () => selected };
})(window.KoemapDesk);
