/* Painting: grounds, dots, a mark and names on the canvas, in the colours of the page.

   Dots are stamped into one buffer of pixels that is used again and again. */
(function (KoemapMap) {
  "use strict";

  const { homeView, withinBounds, isZoomed, placeOf, setTouchAction } = KoemapMap.camera;
  const { cached, drawNames } = KoemapMap.names;
  const COARSE = 60000; // dots drawn while the picture moves

  const shapes = new Map(), blends = new Map();

  function paint(map) {
    if (!map.width || !map.height) return;
    map.pen.setTransform(map.ratio, 0, 0, map.ratio, 0, 0);
    map.pen.clearRect(0, 0, map.width, map.height);
    drawGrounds(map);
    drawDots(map);
    drawMark(map);
    drawNames(map);
  }

  function drawGrounds(map) {
    const { pen, view, ratio, colours } = map, chosen = map.data.topics.get(map.chosen);
    const hasty = map.moving && map.data.n > COARSE / 10;
    pen.setTransform(ratio * view.scale, 0, 0, ratio * view.scale, ratio * view.left, ratio * view.top);
    for (const ground of map.data.grounds) {
      const faint = map.lit || (chosen && chosen.theme !== ground.theme);
      pen.fillStyle = pen.strokeStyle = faint ? colours.lone : colours.hues[ground.hue];
      pen.globalAlpha = faint ? 0.035 : colours.ground;
      (hasty ? ground.paths.slice(0, 1) : ground.paths).forEach((path) => pen.fill(path));
      pen.globalAlpha = faint ? 0.35 : 0.6;
      pen.lineWidth = 1 / view.scale;
      pen.stroke(ground.paths[0]);
    }
    pen.globalAlpha = 1;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  function drawDots(map) {
    const { ink } = map.sheet, look = dotLook(map);
    ink.fill(0);
    const layers = map.lit || map.chosen ? [false, true] : [true];
    for (const bright of layers) for (const run of map.data.runs) stampRun(map, run, bright, look);
    const brushed = map.data.topics.get(map.brushed);
    if (brushed) stampRun(map, brushed.run, true, { ...look, radius: look.radius * 1.25, alpha: 0.95, all: true });
    map.sheet.pen.putImageData(map.sheet.image, 0, 0);
    map.pen.setTransform(1, 0, 0, 1, 0, 0);
    map.pen.drawImage(map.sheet.canvas, 0, 0);
    map.pen.setTransform(map.ratio, 0, 0, map.ratio, 0, 0);
  }

  function dotLook(map) { // fewer voices are larger and denser; all grow a little as one zooms in
    const { n } = map.data, zoom = Math.pow(map.view.scale / map.home.scale, 0.4);
    const room = Math.min(1, Math.max(0.7, Math.sqrt(map.width * map.height) / 640));
    const radius = Math.min(3.4, Math.max(n > 200000 ? 0.5 : 0.85, 76 / Math.sqrt(n || 1))) * room * zoom;
    const stride = map.moving ? Math.ceil(n / COARSE) : 1;
    const alpha = (0.7 - 0.12 * Math.max(0, Math.log10((n || 1) / 1000))) * Math.sqrt(stride);
    return { radius: Math.min(9, radius) * map.ratio, alpha: Math.min(0.95, alpha), stride, all: false };
  }

  function stampRun(map, run, bright, look) {
    const member = look.all || !map.chosen || run.topic === map.chosen, lit = look.all ? null : map.lit;
    if (bright !== member && !(lit && member)) return;
    const how = {
      radius: look.radius * (lit && bright ? 1.35 : 1),
      hollow: !run.topic,
      colour: bright && run.topic ? map.colours.inks[run.hue] : map.colours.loneInk,
      alpha: bright ? (lit || !run.topic ? 0.95 : look.alpha) : 0.32 * Math.min(1, 1.4 * look.alpha),
      stride: look.stride,
      wanted: lit && member ? (i) => lit[i] === Number(bright) : null,
    };
    stampDots(map, run.from, run.to, how);
    if (look.stride > 1) return;
    for (const [people, points] of run.several) {
      stampDots(map, 0, points.length, { ...how, points, radius: how.radius * Math.min(3, Math.pow(people, 0.4)) });
    }
  }

  function stampDots(map, from, to, { points, radius, hollow, colour, alpha, stride, wanted }) {
    const { ink, canvas } = map.sheet, { places } = map.data, { width, height } = canvas;
    const scale = map.view.scale * map.ratio, left = map.view.left * map.ratio, top = map.view.top * map.ratio;
    const { offsets, cover, reach } = stampShape(radius, hollow, width), blend = opacitiesAfter(alpha);
    for (let k = from; k < to; k += stride) {
      const i = points ? points[k] : k;
      const x = places[2 * i] * scale + left + 0.5 | 0, y = places[2 * i + 1] * scale + top + 0.5 | 0;
      if (x < reach || y < reach || x >= width - reach || y >= height - reach) continue;
      if (wanted && !wanted(i)) continue;
      const at = y * width + x;
      for (let o = 0; o < offsets.length; o++) {
        const pixel = at + offsets[o];
        ink[pixel] = colour | blend[cover[o] + (ink[pixel] >>> 24)] << 24;
      }
    }
  }

  function stampShape(radius, hollow, width) { // a disc or a ring as pixels, their cover in eight steps
    const r = Math.max(0.5, Math.round(radius * 8) / 8);
    return cached(shapes, `${r} ${hollow} ${width}`, () => {
      const offsets = [], cover = [], reach = Math.ceil(r);
      for (let y = -reach; y <= reach; y++) {
        for (let x = -reach; x <= reach; x++) {
          const steps = r <= 0.6 ? (x || y ? 0 : 8) : Math.round(8 * coverage(Math.hypot(x, y), r, hollow));
          if (steps) { offsets.push(y * width + x); cover.push((steps - 1) * 256); }
        }
      }
      return { offsets, cover, reach };
    });
  }

  function coverage(distance, r, hollow) {
    const within = (radius) => Math.min(1, Math.max(0, radius + 0.5 - distance));
    return hollow && r > 1 ? within(r) - within(r - Math.max(1, r * 0.3)) : within(r - 0.25);
  }

  function opacitiesAfter(alpha) { // the opacity after one more stamp, by cover and opacity before
    return cached(blends, Math.round(alpha * 100), () => {
      const table = new Uint8Array(2048);
      for (let k = 0; k < 2048; k++) {
        const before = k & 255, cover = ((k >> 8) + 1) / 8;
        table[k] = Math.round(before + (255 - before) * alpha * cover);
      }
      return table;
    });
  }

  function drawMark(map) {
    if (map.marked < 0 || map.marked >= map.data.n) return;
    const [x, y] = placeOf(map, map.marked);
    map.pen.beginPath();
    map.pen.arc(x, y, 8, 0, 7);
    for (const [width, colour] of [[5, map.colours.paper], [2.5, map.colours.text]]) {
      map.pen.lineWidth = width;
      map.pen.strokeStyle = colour;
      map.pen.stroke();
    }
  }

  function resize(map) {
    const { clientWidth: width, clientHeight: height } = map.stage, ratio = window.devicePixelRatio || 1;
    if (!width || !height || (width === map.width && height === map.height && ratio === map.ratio)) return;
    const before = map.home && isZoomed(map) && { view: map.view, home: map.home, width: map.width, height: map.height };
    Object.assign(map, { width, height, ratio });
    [map.canvas.width, map.canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
    map.sheet = pixelSheet(map.canvas.width, map.canvas.height);
    map.buttonBox = boxOfButtons(map);
    map.home = homeView(map);
    map.view = before ? sameMiddle(map, before) : { ...map.home };
    setTouchAction(map);
    paint(map);
  }

  function sameMiddle(map, { view, home, width, height }) { // the view that keeps what was in the middle
    const scale = map.home.scale * (view.scale / home.scale);
    const x = (width / 2 - view.left) / view.scale, y = (height / 2 - view.top) / view.scale;
    return withinBounds(map, { scale, left: map.width / 2 - x * scale, top: map.height / 2 - y * scale });
  }

  function pixelSheet(width, height) {
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const pen = canvas.getContext("2d", { willReadFrequently: true }), image = pen.createImageData(width, height);
    return { canvas, pen, image, ink: new Uint32Array(image.data.buffer) };
  }

  function boxOfButtons(map) { // names keep clear of the buttons
    const { x, y, width, height } = map.buttons.getBoundingClientRect(), stage = map.stage.getBoundingClientRect();
    return { x: x - stage.x + width / 2, y: y - stage.y + height / 2, width, height };
  }

  function readColours(map) {
    const style = getComputedStyle(map.element), forced = matchMedia("(forced-colors: active)").matches;
    const read = (name, otherwise, system) => (forced ? system : style.getPropertyValue(name).trim() || otherwise);
    const hues = Array.from({ length: 9 }, (_, n) => read(`--hue-${n}`, "#6f6f76", "CanvasText"));
    const lone = read("--lone", "#8a8a92", "GrayText"), paper = read("--paper", "#ffffff", "Canvas");
    map.colours = {
      hues, lone, paper, font: style.fontFamily,
      text: read("--ink", "#1a1a1c", "CanvasText"), soft: read("--ink-3", "#65656c", "CanvasText"),
      accent: read("--accent", "#0031d8", "Highlight"),
      inks: hues.map((hue) => inkOf(map.pen, hue)), loneInk: inkOf(map.pen, lone), ground: forced ? 0 : 0.075,
    };
    if (map.width) paint(map); // at once: paper does not wait for a frame
  }

  function inkOf(pen, colour) { // as a number in the order of bytes in an image
    pen.fillStyle = colour;
    const value = parseInt(pen.fillStyle.slice(1, 7), 16);
    return (value & 255) << 16 | value & 0xff00 | value >> 16 & 255;
  }

  KoemapMap.painting = { paint, resize, readColours };
})(window.KoemapMap = window.KoemapMap || {});
