/* The opinion map: dots are voices, soft grounds are themes, names stand where their topics are.

   KoemapMap.mount(element, data, options) draws `data` (dashboard/payload.py says what it holds) and
   gives { choose(topicId), light(points|null), brush(topicId), mark(point), update(data), seen(),
   destroy() }, and KoemapMap.on(element) gives it again; "" chooses no topic, -1 marks no point.
   options: words, language, tell(point) -> text or promise, onTopic(topicId), onPoint(point),
   onBrush(topicId). All but words may be missing.

   The canvas is a picture only. Beside it stand a tree of themes and topics, buttons, and a line that
   says what changed, so that nobody needs to see or to point. No eval, no modules, no fetch: the
   files work under a strict policy and from a disk. dashboard/payload.py names them in the order in
   which they are loaded; each adds its part to KoemapMap and takes what it needs from those before. */
(function (KoemapMap) {
  "use strict";

  const { decode } = KoemapMap.payload;
  const { groundsOf } = KoemapMap.grounds;
  const { ownersOf } = KoemapMap.owners;
  const { homeView, withinBounds, isZoomed, placeOf, setTouchAction, redraw, drawCoarsely, animate } = KoemapMap.camera;
  const { splitter, countOfPeople, filled, announce } = KoemapMap.names;
  const { paint, resize, readColours } = KoemapMap.painting;
  const { zoom, bringIntoView, tellPointSoon, listen, listenToHands, create } = KoemapMap.hands;
  const { renewTree, markChosen, listenToTree, showList } = KoemapMap.tree;
  const MOVE_MS = 600;

  const mounted = new WeakMap();

  function mount(element, data, options) {
    const language = options.language || document.documentElement.lang || "ja";
    const map = {
      element, options, say: options.words, data: drawable(data),
      number: new Intl.NumberFormat(language), split: splitter(language), wrapped: new Map(),
      chosen: "", brushed: "", marked: -1, told: -1, lit: null, moving: false, names: [],
      fingers: new Map(), typed: "", typedAt: 0, frame: 0, animation: 0, paint: () => paint(map),
      ending: new AbortController(), calm: matchMedia("(prefers-reduced-motion: reduce)"),
    };
    build(map);
    renewTree(map);
    readColours(map);
    listenToHands(map);
    listenToTree(map);
    resize(map);
    mounted.set(element, handleOf(map));
    return mounted.get(element);
  }

  function drawable(data) {
    const decoded = decode(data);
    return { ...decoded, grounds: groundsOf(decoded), owners: ownersOf(decoded) };
  }

  function handleOf(map) {
    return {
      choose: (topicId) => choose(map, topicId || ""),
      light: (points) => light(map, points),
      brush: (topicId) => { map.brushed = topicId || ""; redraw(map); },
      mark: (point) => { map.marked = point; redraw(map); },
      update: (next) => update(map, next),
      seen: () => seen(map),
      destroy: () => destroy(map),
    };
  }

  function build(map) {
    map.canvas = create("canvas", "", "", { "aria-hidden": "true" });
    map.stage = create("div", "om-stage", "", { role: "group", tabindex: 0, "aria-label": map.say.stage });
    map.tip = create("div", "om-tip", "", { "aria-hidden": "true" });
    map.tip.hidden = true;
    map.stage.append(map.canvas, map.tip);
    map.tree = create("ul", "om-tree", "", { role: "tree", "aria-label": map.say.tree });
    map.status = create("p", "om-status", "", { role: "status" });
    map.listButton = button(map, "☰", map.say.list, () => showList(map, !map.element.classList.contains("om-listed")));
    map.listButton.setAttribute("aria-expanded", "false");
    map.buttons = create("div", "om-buttons");
    map.buttons.append(map.listButton, ...zooming(map));
    map.element.classList.add("opinion-map");
    map.element.replaceChildren(map.stage, map.buttons, map.tree, map.status);
    map.pen = map.canvas.getContext("2d");
  }

  function zooming(map) {
    const ways = [["+", map.say.zoom_in, 1.8], ["−", map.say.zoom_out, 1 / 1.8], ["⟲", map.say.whole, 0]];
    return ways.map(([sign, name, factor]) => button(map, sign, name, () => zoom(map, factor)));
  }

  function button(map, sign, name, act) {
    const part = create("button", "", sign, { type: "button", "aria-label": name, title: name });
    listen(map, part, "click", act);
    return part;
  }

  function choose(map, topicId) {
    const topic = map.data.topics.get(topicId), chosen = topic ? topicId : "";
    if (chosen === map.chosen) return;
    map.chosen = chosen;
    markChosen(map);
    const told = topic && { label: topic.label, people: countOfPeople(map, topic.people) };
    announce(map, topic ? filled(map.say.chosen, told) : map.say.none_chosen);
    if (topic) bringIntoView(map, topic);
    redraw(map);
  }

  function light(map, points) {
    map.lit = points && new Uint8Array(map.data.n);
    if (points) {
      points.forEach((point) => { if (point < map.data.n) map.lit[point] = 1; });
      announce(map, filled(map.say.lit, { n: map.number.format(points.length) }));
    }
    redraw(map);
  }

  function update(map, data) { // points that stood on the map before move to their new places
    const before = map.data, stood = map.view, near = map.width && isZoomed(map);
    map.data = drawable(data);
    map.wrapped.clear(); // a topic may have another name
    Object.assign(map, { lit: null, marked: -1, brushed: "", chosen: map.data.topics.has(map.chosen) ? map.chosen : "" });
    tellPointSoon(map, -1);
    renewTree(map);
    if (!map.width) return;
    map.home = homeView(map);
    map.view = near ? withinBounds(map, map.view) : { ...map.home };
    setTouchAction(map);
    if (data.was && data.was.version === before.version) travel(map, standing(map, before.places, stood), data.was.runs);
    else redraw(map);
  }

  function standing(map, places, view) { // where the dots stood on the picture, as places of this map
    const { scale, left, top } = map.view, by = view.scale / scale;
    const shift = [(view.left - left) / scale, (view.top - top) / scale];
    return Float64Array.from(places, (at, k) => at * by + shift[k % 2]);
  }

  function travel(map, before, runs) {
    const end = map.data.places, start = Float64Array.from(end);
    for (const [to, from, n] of runs) start.set(before.subarray(2 * from, 2 * (from + n)), 2 * to);
    const now = start.slice();
    map.data.places = now;
    animate(map, MOVE_MS, (t) => {
      for (let k = 0; k < end.length; k++) now[k] = start[k] + (end[k] - start[k]) * t;
      if (t === 1) Object.assign(map.data, { places: end, buckets: null });
      drawCoarsely(map);
    });
  }

  function seen(map) { // what the picture shows now, in its own pixels
    const names = map.names.map(({ topic, x, y, width, height }) => ({ topic, x, y, width, height }));
    const { chosen, brushed, marked, moving } = map;
    return {
      names, chosen, brushed, marked, moving, zoom: map.view.scale / map.home.scale,
      lit: map.lit ? map.lit.reduce((sum, one) => sum + one, 0) : null, place: (point) => placeOf(map, point),
    };
  }

  function destroy(map) {
    mounted.delete(map.element);
    map.ending.abort();
    map.watching.disconnect();
    [map.settling, map.telling, map.speaking].forEach(clearTimeout);
    [map.frame, map.animation].forEach(cancelAnimationFrame);
    map.element.replaceChildren();
    map.element.classList.remove("opinion-map", "om-listed");
  }

  Object.assign(KoemapMap, { mount, on: (element) => mounted.get(element) });
})(window.KoemapMap = window.KoemapMap || {});
