/* The camera: which part of the map the picture shows, and when the picture is painted again.

   A view { scale, left, top } takes map coordinates to pixels of the picture; map.home is the view
   of the whole map. map.paint() paints at once; everything here asks for one painting a frame. */
(function (KoemapMap) {
  "use strict";

  const MARGIN = 34, NARROW = 560; // pixels around the map; a narrower picture is that of a phone
  const CLOSEST = 40, BARELY = 1.001; // times the scale of the whole map
  const SETTLE_MS = 120;

  function toScreen(map, x, y) {
    return [x * map.view.scale + map.view.left, y * map.view.scale + map.view.top];
  }

  function placeOf(map, point) {
    return toScreen(map, map.data.places[2 * point], map.data.places[2 * point + 1]);
  }

  function homeView(map) { // all of the map, with room for names above it
    const { width, height } = map.data, edge = Math.min(MARGIN, map.width * 0.06), head = edge + 18;
    const foot = map.width < NARROW ? map.buttonBox.height + 14 : edge; // buttons stand below on a phone
    const high = map.height - head - foot;
    const scale = Math.min((map.width - 2 * edge) / (width || 1), high / (height || 1), 0.2);
    return { scale, left: (map.width - scale * width) / 2, top: head + (high - scale * height) / 2 };
  }

  function withinBounds(map, view) { // the map cannot be lost: some of it stays at the middle
    const scale = scaleWithin(map, view.scale);
    const within = (at, size, all) => Math.min(Math.max(at, all / 2 - size * scale), all / 2);
    if (scale <= map.home.scale * BARELY) return { ...map.home };
    const { width, height } = map.data;
    return { scale, left: within(view.left, width, map.width), top: within(view.top, height, map.height) };
  }

  function scaleWithin(map, scale) {
    return Math.min(Math.max(scale, map.home.scale), map.home.scale * CLOSEST);
  }

  function isZoomed(map) {
    return map.view.scale > map.home.scale * BARELY;
  }

  function zoomedView(map, factor, x, y) { // the view after zooming about a place of the picture
    const scale = scaleWithin(map, map.view.scale * factor), by = scale / map.view.scale;
    return { scale, left: x - (x - map.view.left) * by, top: y - (y - map.view.top) * by };
  }

  function setView(map, view) {
    map.view = withinBounds(map, view);
    setTouchAction(map);
    drawCoarsely(map);
  }

  function setTouchAction(map) { // one finger scrolls the page until the map is zoomed
    map.canvas.style.touchAction = isZoomed(map) ? "none" : "pan-x pan-y";
  }

  function pan(map, right, down) {
    setView(map, { scale: map.view.scale, left: map.view.left + right, top: map.view.top + down });
  }

  function redraw(map) {
    if (!map.frame) map.frame = requestAnimationFrame(() => { map.frame = 0; map.paint(); });
  }

  function drawCoarsely(map) { // coarser while it moves, whole once it rests
    map.moving = true;
    clearTimeout(map.settling);
    map.settling = setTimeout(() => { map.moving = false; redraw(map); }, SETTLE_MS);
    redraw(map);
  }

  function animate(map, ms, step) {
    cancelAnimationFrame(map.animation);
    if (map.calm.matches) return step(1);
    const start = performance.now();
    const next = (now) => {
      const t = Math.min(1, Math.max(0, (now - start) / ms));
      step(t * t * (3 - 2 * t));
      if (t < 1) map.animation = requestAnimationFrame(next);
    };
    map.animation = requestAnimationFrame(next);
  }

  KoemapMap.camera = {
    NARROW, toScreen, placeOf, homeView, withinBounds, isZoomed, zoomedView, setView, setTouchAction,
    pan, redraw, drawCoarsely, animate,
  };
})(window.KoemapMap = window.KoemapMap || {});
