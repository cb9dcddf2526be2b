/* What the desk knows: the server's state, and on top of it what was done here and is on its way. */
(function (desk) {
  "use strict";

  const MOVES = { // as koemap.moderation has them: from which states, to which
    hold: [["received"], "held"],
    let_through: [["received", "held", "rejected"], "let_through"],
    reject: [["received", "held", "let_through", "queued", "on_air", "asked", "answered"], "rejected"],
    queue: [["received", "held", "let_through", "asked", "answered"], "queued"],
    air: [["let_through", "queued", "asked"], "on_air"],
    asked: [["queued", "on_air"], "asked"],
    answered: [["queued", "on_air", "asked"], "answered"],
  };
  const MOST_HAPPENINGS = 1000; // as the server tells them
  const MAPPED_FOR = 10; // answers in which comments move to a new map
  const LISTS = [
    "counts", "topics", "candidates", "claims", "connection", "flow", "analyst", "second", "stopped", "queue", "on_air",
    "over", "live", "left", "missed_since", "map", "disk_mb", "beside",
  ];

  const rows = new Map(); // by id
  const folds = new Map(); // the ids of each fold, the first that came first
  const listeners = [];
  const known = {
    heads: "", answers: 0, queue: [], on_air: "", topics: [], candidates: [], claims: [], connection: [], flow: [],
    happenings: [], counts: null, stopped: null, analyst: null, second: null, beside: null,
    over: false, live: true, left: false, map: "",
    gap: 0, // what waits and came before this number may be unknown here; all others are known
  };
  let seen = view([]), changed = new Set(), due = false, behind = 0;
  const past = new Set(); // ids of what was asked
  const fell = new Map(); // people of topics, by id
  let earlier = new Map(), mapped = 0;

  function place(row) {
    const before = rows.get(row.id);
    if (before && before.folded !== row.folded) leave(before);
    if (!before || before.folded !== row.folded) {
      const fold = folds.get(row.folded) || [];
      fold.push(row.id);
      folds.set(row.folded, fold);
    }
    if (row.state === "asked" || row.state === "answered") past.add(row.id);
    else past.delete(row.id);
    row.reworded = Boolean(before && !row.gone && (before.reworded || before.text_key !== row.text_key));
    rows.set(row.id, row);
    changed.add(row.id);
    changed.add(row.folded);
  }

  function leave(row) { // its fold
    const left = folds.get(row.folded).filter((id) => id !== row.id);
    if (left.length) folds.set(row.folded, left);
    else folds.delete(row.folded);
    changed.add(row.folded);
  }

  function leaveOut(id) { // its text, as the server tells what is gone
    const row = rows.get(id);
    if (row && !row.gone) place({ ...row, gone: true, text: "", text_key: "", flags: [], note: "" });
  }

  function refold(id, folded, kind) { // it is told with others now, or as a reaction
    const row = rows.get(id), isOnlyReaction = kind === "reaction" && folded === id;
    if (row) place({ ...row, folded, kind, flags: isOnlyReaction ? [] : row.flags });
  }

  /* How many people had spoken of each topic, where a new map counts fewer: it moved what they said.
     Its comments come in some answers; what is counted later is no more of its making. */
  function compare(answer) {
    if (answer.map !== known.map) mapped = known.answers;
    if (answer.map !== known.map && known.map) {
      earlier = new Map(known.topics.map((one) => [one.id, one.people]));
      fell.clear();
    }
    if (known.answers > mapped + MAPPED_FOR) return;
    for (const { id, people } of answer.topics) {
      if (people < earlier.get(id)) fell.set(id, { from: earlier.get(id), to: people });
      else fell.delete(id);
    }
  }

  function merge(answer) {
    compare(answer);
    for (const row of answer.rows) place(row);
    for (const [id, folded, kind] of answer.refolded) refold(id, folded, kind);
    for (const id of answer.gone) leaveOut(id);
    for (const name of LISTS) if (name in answer) known[name] = answer[name];
    if (answer.happenings_anew) known.happenings = [];
    if (answer.happenings && answer.happenings.length) happen(answer.happenings);
    known.gap = Math.max(known.gap, answer.gap || 0);
    known.heads = answer.heads;
    known.answers += 1;
    behind = Date.parse(answer.now) - Date.now();
    refresh();
  }

  function happen(some) { // what was told before is told once
    const told = new Set(known.happenings.map(JSON.stringify));
    known.happenings = [...known.happenings, ...some.filter((one) => !told.has(JSON.stringify(one)))].slice(-MOST_HAPPENINGS);
  }

  function take(more) {
    for (const row of more) place(row);
    if (more.length) refresh();
  }

  /* Where everything stands once the acts that are on their way are done, as the server will say. */
  function view(acts) {
    const now = { queue: [...known.queue], on_air: known.on_air, stopped: known.stopped, moved: new Map(), dismissed: new Set() };
    for (const act of acts) apply(now, act);
    return now;
  }

  function apply(now, act) {
    const { verb, target } = act;
    if (MOVES[verb]) move(now, act);
    else if (verb === "undo" && act.back) put(now, act.about, act.back);
    else if (verb === "order") now.queue = ordered(now.queue, act.details.ids);
    else if (verb === "dismiss" || verb === "adopt") now.dismissed.add(target);
    else if (verb === "take_up") now.dismissed.add(`topic ${target}`);
    else if (verb === "stop") now.stopped = now.stopped || { by: desk.by, at: act.at, name: act.key };
    else if (verb === "lift" && now.stopped && now.stopped.name === act.details.stop) now.stopped = null;
  }

  function stateIn(now, id) {
    const row = rows.get(id);
    return now.moved.get(id) || (row ? row.state : "received");
  }

  function move(now, { verb, target }) {
    const [sources, state] = MOVES[verb];
    if (!sources.includes(stateIn(now, target))) return;
    if (state === "on_air" && now.on_air) now.moved.set(now.on_air, "asked");
    put(now, target, state);
  }

  function put(now, target, state) {
    now.moved.set(target, state);
    now.queue = now.queue.filter((id) => id !== target);
    if (state === "queued") now.queue.push(target);
    if (state === "on_air") now.on_air = target;
    else if (now.on_air === target) now.on_air = "";
  }

  function ordered(queue, ids) {
    const first = ids.filter((id) => queue.includes(id));
    return [...first, ...queue.filter((id) => !first.includes(id))];
  }

  /* Parts are drawn anew together, once for all that has changed. */
  function refresh() {
    if (due) return;
    due = true;
    window.setTimeout(() => { if (due) draw(); });
  }

  function draw() {
    due = false;
    const before = seen.moved;
    seen = view(desk.underway());
    for (const id of [...before.keys(), ...seen.moved.keys()]) touch(id);
    const news = changed;
    changed = new Set();
    for (const listener of listeners) listener(news);
  }

  function touch(id) {
    changed.add(id);
    const row = rows.get(id);
    if (row) changed.add(row.folded);
  }

  /* The row that stands for a fold: its first, or the next that is not gone. */
  function head(fold) {
    const ids = folds.get(fold) || [];
    const own = rows.get(fold);
    if (own && own.folded === fold && !own.gone) return own;
    return ids.map((id) => rows.get(id)).find((row) => !row.gone) || own || rows.get(ids[0]);
  }

  function headOf(id) { // of the fold that it is in; "" when it is not known
    const row = rows.get(id), first = row && head(row.folded);
    return first ? first.id : "";
  }

  function isMove(verb) { return verb in MOVES; }

  function legal(verb, id) { return !MOVES[verb] || MOVES[verb][0].includes(stateIn(seen, id)); }

  Object.assign(desk, {
    rows, folds, known, merge, take, refresh, draw, head, headOf, legal, isMove,
    listen: (listener) => listeners.push(listener),
    now: () => Date.now() + behind, // as the server's clock has it
    state: (id) => stateIn(seen, id),
    queue: () => seen.queue,
    onAir: () => seen.on_air,
    stopped: () => seen.stopped,
    fell: (id) => fell.get(id), // undefined when it did not
    isIdle: () => !known.live, // collected and analyzed, but never live
    hasEnded: () => known.live && known.connection.length > 0 && known.connection.every((one) => one.phase === "ended"),
    isLeft: () => known.left && !desk.hasEnded(), // kept live no longer, and only served
    isBroken: () => Boolean(known.missed_since) && !known.over, // whatever kept it live was killed
    isBlank: () => known.left || Boolean(known.missed_since), // the overlay, as nobody keeps the meeting live
    isDone: (id) => seen.dismissed.has(id),
    past: () => [...new Set([...past, ...seen.moved.keys()])].filter((id) => ["asked", "answered"].includes(stateIn(seen, id))),
  });
})(window.KoemapDesk);
