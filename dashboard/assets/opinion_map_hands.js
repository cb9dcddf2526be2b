/* Hands: what somebody points at, and the moves of mouse, fingers and keys on the picture. */
(function (KoemapMap) {
  "use strict";

  const { topicAt } = KoemapMap.payload;
  const { toScreen, placeOf, withinBounds, isZoomed, zoomedView, setView, pan, redraw, animate } = KoemapMap.camera;
  const { keptInside, filled, announce } = KoemapMap.names;
  const { resize, readColours } = KoemapMap.painting;

  const BUCKETS = 256; // a side of the map
  const REACH = 12, TOUCH_REACH = 22; // pixels from a dot that still point at it
  const VIEW_MS = 150, TELL_MS = 80;
  const PANS = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
  const ZOOMS = { "+": 1.5, ";": 1.5, "=": 1.5, "-": 1 / 1.5, 0: 0, Escape: 0 };

  function zoom(map, factor) {
    glideTo(map, factor ? zoomedView(map, factor, map.width / 2, map.height / 2) : map.home);
  }

  function glideTo(map, to) {
    const from = map.view, end = withinBounds(map, to), times = Math.round(10 * end.scale / map.home.scale) / 10;
    const between = (side, t) => from[side] + (end[side] - from[side]) * t;
    announce(map, filled(map.say.zoomed, { n: map.number.format(times) }));
    const on = (t) => ({ scale: between("scale", t), left: between("left", t), top: between("top", t) });
    animate(map, VIEW_MS, (t) => setView(map, on(t)));
  }

  function bringIntoView(map, topic) {
    const [x, y] = toScreen(map, topic.x, topic.y);
    if (x > 0 && y > 0 && x < map.width && y < map.height) return;
    const { scale, left, top } = map.view;
    glideTo(map, { scale, left: left + map.width / 2 - x, top: top + map.height / 2 - y });
  }

  function bucketsOf(map) { // points sorted by bucket, made when somebody first points at the map
    if (map.data.buckets) return map.data.buckets;
    const { places, n } = map.data, starts = new Uint32Array(BUCKETS * BUCKETS + 1), order = new Uint32Array(n);
    const bucket = (i) => (places[2 * i + 1] >> 8) * BUCKETS + (places[2 * i] >> 8);
    for (let i = 0; i < n; i++) starts[bucket(i) + 1]++;
    for (let b = 0; b < BUCKETS * BUCKETS; b++) starts[b + 1] += starts[b];
    const next = starts.slice();
    for (let i = 0; i < n; i++) order[next[bucket(i)]++] = i;
    return (map.data.buckets = { starts, order });
  }

  function nearest(map, x, y, reach) { // the point nearest to a place of the picture, -1 for none
    const { starts, order } = bucketsOf(map), { places } = map.data, { scale, left, top } = map.view;
    const at = [(x - left) / scale, (y - top) / scale], far = reach / scale;
    const clip = (value) => Math.min(BUCKETS - 1, Math.max(0, value >> 8));
    let best = -1, closest = far * far;
    for (let row = clip(at[1] - far); row <= clip(at[1] + far); row++) {
      const from = starts[row * BUCKETS + clip(at[0] - far)], to = starts[row * BUCKETS + clip(at[0] + far) + 1];
      for (let k = from; k < to; k++) {
        const i = order[k], distance = (places[2 * i] - at[0]) ** 2 + (places[2 * i + 1] - at[1]) ** 2;
        if (distance < closest) [best, closest] = [i, distance];
      }
    }
    return best;
  }

  function pickedAt(map, x, y, reach) { // what somebody points at: a name counts before a dot
    const holds = (box) => Math.abs(x - box.x) <= box.width / 2 && Math.abs(y - box.y) <= box.height / 2;
    const name = map.names.find(holds);
    if (name) return { topic: name.topic, point: -1, name: true };
    const point = nearest(map, x, y, reach);
    return { topic: point < 0 ? "" : topicAt(map, point), point, name: false };
  }

  function hover(map, x, y) {
    const found = pickedAt(map, x, y, REACH);
    map.canvas.style.cursor = found.name || found.point >= 0 ? "pointer" : isZoomed(map) ? "grab" : "default";
    brushByHand(map, found.topic);
    if (found.point !== map.told) tellPointSoon(map, found.point);
  }

  function brushByHand(map, topicId) {
    if (topicId === map.brushed) return;
    map.brushed = topicId;
    map.options.onBrush?.(topicId);
    redraw(map);
  }

  function tellPointSoon(map, point) {
    map.told = point;
    map.tip.hidden = true;
    clearTimeout(map.telling);
    if (point >= 0 && map.options.tell) map.telling = setTimeout(() => showTip(map, point), TELL_MS);
  }

  async function showTip(map, point) {
    const text = await Promise.resolve(map.options.tell(point)).catch(() => "");
    if (map.told !== point || !text) return;
    const topic = map.data.topics.get(topicAt(map, point));
    map.tip.replaceChildren(create("b", "", topic ? topic.label : map.say.lone), create("span", "", text));
    map.tip.hidden = false;
    const [x, y] = placeOf(map, point), { offsetWidth: width, offsetHeight: height } = map.tip;
    const left = keptInside(x, width, map.width) - width / 2, top = y - height - 14 < 0 ? y + 14 : y - height - 14;
    map.tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  function listen(map, target, type, handler, more) {
    target.addEventListener(type, handler, { signal: map.ending.signal, ...more });
  }

  function listenToHands(map) {
    listen(map, map.canvas, "pointerdown", (event) => pressFinger(map, event));
    listen(map, map.canvas, "pointermove", (event) => moveFinger(map, event));
    listen(map, map.canvas, "pointerup", (event) => releaseFinger(map, event));
    listen(map, map.canvas, "pointercancel", (event) => map.fingers.delete(event.pointerId));
    listen(map, map.canvas, "pointerleave", () => { brushByHand(map, ""); tellPointSoon(map, -1); });
    listen(map, map.canvas, "wheel", (event) => turnWheel(map, event), { passive: false });
    listen(map, map.stage, "keydown", (event) => pressKey(map, event));
    listen(map, window, "resize", () => resize(map));
    for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)", "print"]) {
      listen(map, matchMedia(query), "change", () => { resize(map); readColours(map); });
    }
    map.watching = new ResizeObserver(() => resize(map));
    map.watching.observe(map.stage);
  }

  function placeOfEvent(map, event) {
    const box = map.canvas.getBoundingClientRect();
    return [event.clientX - box.x, event.clientY - box.y];
  }

  function pressFinger(map, event) {
    if (event.button) return;
    map.fingers.set(event.pointerId, placeOfEvent(map, event));
    map.dragged = map.fingers.size > 1;
    map.pressed = placeOfEvent(map, event);
    map.stage.focus({ preventScroll: true });
    map.canvas.setPointerCapture(event.pointerId);
    tellPointSoon(map, -1);
  }

  function moveFinger(map, event) {
    const [x, y] = placeOfEvent(map, event), before = map.fingers.get(event.pointerId);
    if (!before) return event.pointerType === "mouse" ? hover(map, x, y) : undefined;
    const other = [...map.fingers].find(([id]) => id !== event.pointerId);
    if (Math.hypot(x - map.pressed[0], y - map.pressed[1]) > 5) map.dragged = true;
    if (other) pinch(map, before, [x, y], other[1]);
    else if (map.dragged && isZoomed(map)) pan(map, x - before[0], y - before[1]);
    if (other || map.dragged) map.fingers.set(event.pointerId, [x, y]);
  }

  function pinch(map, before, now, other) {
    const apart = (a) => Math.max(1, Math.hypot(a[0] - other[0], a[1] - other[1]));
    const middle = [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2];
    setView(map, zoomedView(map, apart(now) / apart(before), ...middle));
    pan(map, (now[0] - before[0]) / 2, (now[1] - before[1]) / 2);
  }

  function releaseFinger(map, event) {
    const clicked = map.fingers.delete(event.pointerId) && !map.dragged;
    if (!clicked) return;
    const reach = event.pointerType === "mouse" ? REACH : TOUCH_REACH;
    const found = pickedAt(map, ...placeOfEvent(map, event), reach);
    if (found.name) map.options.onTopic?.(found.topic);
    else if (found.point >= 0) map.options.onPoint?.(found.point);
  }

  function turnWheel(map, event) { // a plain wheel scrolls the page, unless the map has the focus
    if (!event.ctrlKey && document.activeElement !== map.stage) return;
    event.preventDefault();
    const factor = Math.exp(-event.deltaY * (event.ctrlKey ? 0.006 : 0.0022));
    setView(map, zoomedView(map, factor, ...placeOfEvent(map, event)));
  }

  function pressKey(map, event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== map.stage) return;
    if (event.key in PANS && isZoomed(map)) pan(map, ...PANS[event.key]);
    else if (event.key in ZOOMS) zoom(map, ZOOMS[event.key]);
    else return;
    event.preventDefault();
  }

  function create(tag, look, text, attributes = {}) {
    const part = document.createElement(tag);
    if (look) part.className = look;
    if (text) part.textContent = text;
    for (const [name, value] of Object.entries(attributes)) part.setAttribute(name, value);
    return part;
  }

  KoemapMap.hands = { zoom, bringIntoView, brushByHand, tellPointSoon, listen, listenToHands, create };
})(window.KoemapMap = window.KoemapMap || {});
