/* The inbox. Rows stay where they are: what arrives waits behind the chip, what is done stays in its
   place for as long as it can be undone, what the analyst took away for as long as it takes to see. */
(function (desk) {
  "use strict";

  const { say, part, put } = desk;
  const MOST_TOGETHER = 50; // a stop must not be too fast after them
  const LIMIT = 120, MOST_LIMIT = 600, DONE_FOR = 30000, TAKEN_FOR = 4000;
  const NONE = { id: "", n: 0 }; // of a fold of which no row is known here any more
  const box = part("rows");
  const { fits, filter, query } = desk.sift, { rowOf, isInSight, hovered } = desk.calm;
  let list = []; // the folds that are shown, the newest first
  let limit = LIMIT, began = false, anchorless = true, seeks = false;
  let selected = "", place = 0, left = ""; // the row, its place among those drawn, what was it before
  const fresh = new Set(), shown = new Set(), open = new Set();
  const doneAt = new Map(); // and for how long it stays

  function byNewest(a, b) { return (desk.head(b) || NONE).n - (desk.head(a) || NONE).n; }

  /* The list anew, from all that is known; what was selected stays so if it is there. */
  function anew() {
    list = [...desk.folds.keys()].filter((fold) => fits(desk.head(fold))).sort(byNewest);
    for (const one of [fresh, shown, doneAt]) one.clear();
    for (const fold of list) shown.add(fold);
    selected = selected || left;
    reach();
    seeks = true;
    if (query()) desk.announce(say("found", { n: list.length }));
    desk.refresh();
  }

  function where() { // one is: the row, what is around it, and how high it stands
    const id = selected || left;
    return { id, order: lines().map((one) => one.id), top: desk.calm.topOf(id) };
  }

  function bringBack(ids, top) { // to the first of them that is listed
    const here = new Set(list.map((fold) => desk.head(fold).id));
    const to = ids.find((id) => here.has(id) || here.has(desk.headOf(id)));
    if (!to) return;
    selected = left = to;
    limit = Math.max(limit, list.indexOf(foldOf(to)) + 40);
    desk.draw();
    desk.calm.bringTo(to, top);
  }

  function enter() { // with the keys
    (rowOf(selected) || part("inbox-scroll")).focus({ preventScroll: true });
  }

  function first() { // the newest of what is listed
    const to = lines().find((one) => !one.done);
    select(to ? to.id : "", false);
    desk.calm.toTop();
    enter();
  }

  function reach() { // as far down as what is selected, and begin at the top
    const at = list.indexOf(foldOf(selected));
    limit = Math.max(LIMIT, at + 40);
    if (limit > MOST_LIMIT) limit = LIMIT;
    place = 0;
    desk.calm.toTop();
    anchorless = true;
  }

  /* What changed: new ones wait, done ones are marked. */
  function hear(changed) {
    for (const id of changed) {
      const row = desk.head(id);
      if (!row) continue;
      const belongs = desk.folds.has(id) && fits(row); // else others say the same, and stand for it
      if (shown.has(id)) {
        if (belongs) doneAt.delete(id);
        else if (!doneAt.has(id)) doneAt.set(id, { at: Date.now(), stays: isTaken(id, row) ? TAKEN_FOR : DONE_FOR });
      } else if (belongs) fresh.add(id);
      else fresh.delete(id);
    }
  }

  function isTaken(fold, row) { // by the analyst: others say the same, or it only reacts
    return !desk.folds.has(fold) || (row.kind === "reaction" && desk.state(row.id) === "received");
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

  function sweep(all) { // what was done or taken long enough ago, unless the pointer is there
    if (!all && hovered()) return;
    const now = Date.now(), chosen = foldOf(selected);
    const isOld = ([fold, { at, stays }]) => fold !== chosen && (all || now - at > stays) && !desk.isUnsent((desk.head(fold) || NONE).id);
    const old = [...doneAt].filter(isOld).map(([fold]) => fold);
    forget(all ? old : old.filter(desk.calm.movesNothing(selected)));
  }

  function bringIn() { // and goes to the top, where they are
    sweep(true);
    list = [...[...fresh].sort(byNewest), ...list];
    for (const fold of fresh) shown.add(fold);
    fresh.clear();
    reach();
    draw([]);
  }

  /* As somebody wants it: the newest is selected, unless what is selected waits and is in sight. */
  function showNew() {
    bringIn();
    const row = rowOf(selected), all = lines(), newest = all.find((one) => !one.done);
    const isThere = row && isInSight(row) && !all.find((one) => one.id === selected).done;
    if (newest && !isThere) select(newest.id, true);
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
    const others = (desk.folds.get(fold) || []).filter((id) => id !== first.id).slice(0, 200);
    const isDone = (id) => desk.state(id) !== "received" && filter() === "received";
    return others.map((id) => {
      const more = { selected: id === selected, open: true, done: isDone(id), copy: true };
      return desk.rowTold(`${fold} ${id}`, desk.rows.get(id), more);
    });
  }

  function select(id, focus) {
    selected = left = id;
    desk.claim(id);
    desk.draw();
    const row = focus && rowOf(id);
    if (!row) return;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    if (by < 0 && fresh.size && !query() && within() <= 0) bringIn();
    const all = steps(), at = within();
    const to = all[at < 0 ? Math.min(place, all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
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
    if (desk.state(id) !== before && !query()) onward(id);
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

  function undone(ids) { // each is where it was; one alone is selected again, in the queue if it waits there
    if (!ids) return undefined;
    desk.draw();
    const listed = [...new Set(ids.map(foldOf))].filter((fold) => desk.folds.has(fold) && fits(desk.head(fold)));
    add(listed.filter((fold) => !shown.has(fold)));
    if (!listed.length) return desk.queue().includes(ids[0]) ? desk.activate("queue", ids[0]) : undefined;
    if (ids.length > 1 && selected) return desk.draw();
    limit = Math.max(limit, list.indexOf(listed[0]) + 40);
    return select(ids[0], true);
  }

  function add(folds) { // each at its place
    list = [...list, ...folds].sort(byNewest);
    for (const fold of folds) {
      shown.add(fold);
      fresh.delete(fold);
    }
  }

  /* Drawing; what is in sight keeps its place on the screen. */
  function draw(changed) {
    hear(changed);
    if (!began && desk.known.heads) {
      began = true;
      anew();
    }
    sweep(false);
    if (fresh.size && (quiet() || query())) bringIn();
    const isIn = box.contains(document.activeElement), read = anchorless ? null : desk.calm.anchor(selected);
    const before = selected, isRead = Boolean(read) && read.dataset.id === before;
    desk.calm.around(read, () => desk.keep(box, settled(), desk.rowCreate, desk.rowFill));
    if (!selected && box.firstElementChild) box.firstElementChild.tabIndex = 0;
    const row = rowOf(selected);
    if (row && isIn && document.activeElement === document.body) row.focus({ preventScroll: true });
    const follows = row && !seeks && before !== selected; // what was selected is told with others now
    if (follows && isIn) row.focus({ preventScroll: true });
    if (row && (seeks || (follows && isRead))) row.scrollIntoView({ block: "nearest" });
    anchorless = seeks = false;
    around();
    desk.drawDone();
  }

  /* What is to be drawn. When the selected row is told with others now, those are selected; else
     nothing is, so that no key falls on a neighbour. Only a list that was asked for has its newest. */
  function settled() {
    const all = lines(), at = all.findIndex((one) => one.id === selected && !one.joined);
    if (at >= 0) place = at;
    if (at >= 0 || !selected) return all;
    const head = desk.headOf(selected), to = all.find((one) => one.id === head && !one.joined) || (seeks && !query() && all.find((one) => !one.done));
    selected = to ? to.id : "";
    if (to) left = selected;
    desk.claim(selected);
    return lines();
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
    put(none, say(query() ? "none_found" : desk.sift.isAll() ? `none_${filter()}` : "none_sifted"));
    box.hidden = !list.length;
  }

  function unread() { // how many wait that the server has not told yet
    const { counts } = desk.known;
    if (!counts || filter() !== "received" || query()) return 0;
    const here = list.filter((fold) => !doneAt.has(fold)).length + fresh.size;
    return Math.max(0, desk.sift.waiting() - here - desk.underway().length);
  }

  part("fresh").addEventListener("click", showNew);
  part("older").addEventListener("click", async () => {
    if (unread()) {
      await desk.dig(desk.sift.asked(), desk.sift.isAll());
      const late = [...desk.folds.keys()].filter((fold) => !shown.has(fold) && !fresh.has(fold) && fits(desk.head(fold)));
      add(late);
    }
    limit += LIMIT;
    desk.refresh();
  });

  desk.listen(draw);
  desk.inbox = {
    anew, step, act, unfold, bringIn, showNew, undone, rejectable, select, where, bringBack, first, enter,
    waits: () => fresh.size > 0,
    selected: () => selected,
  };
})(window.KoemapDesk);
