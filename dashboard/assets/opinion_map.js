/* The opinion map: dots are voices, soft grounds are themes, names stand where their topics are.

   KoemapMap.mount(element, data, options) draws `data` (dashboard/payload.py says what it holds) and
   gives { choose(topicId), light(points|null), brush(topicId), mark(point), update(data), seen(),
   destroy() }, and KoemapMap.on(element) gives it again; "" chooses no topic, -1 marks no point.
   options: words, language, tell(point) -> text or promise, onTopic(topicId), onPoint(point),
   onBrush(topicId). All but words may be missing.

   The canvas is a picture only. Beside it stand a tree of themes and topics, buttons, and a line that
   says what changed, so that nobody needs to see or to point. No eval, no modules, no fetch: the
   file works under a strict policy and from a disk. */
window.KoemapMap = (function () {
  "use strict";

  const FULL = 65535, CELLS = 84, EDGE = 10, BUCKETS = 256;
  const MARGIN = 34, CLOSEST = 40, GAP = 5, REACH = 12, TOUCH_REACH = 22, NARROW = 560;
  const MOVE_MS = 600, VIEW_MS = 150, SETTLE_MS = 120, STATUS_MS = 300, TELL_MS = 80;
  const COARSE = 60000; // dots drawn while the picture moves
  const LEVELS = [0.26, 0.46, 0.68]; // of a theme's densest place, as square roots

  /* ---- what arrives ------------------------------------------------------------------------- */

  const arrived = new Map(), awaited = new Map(), mounted = new WeakMap();

  function receive(name, content) {
    arrived.set(name, content);
    (awaited.get(name) || []).forEach((resolve) => resolve(content));
    awaited.delete(name);
  }

  function received(name) {
    if (arrived.has(name)) return Promise.resolve(arrived.get(name));
    return new Promise((resolve) => awaited.set(name, [...(awaited.get(name) || []), resolve]));
  }

  function load(url, name) { // a script and not a fetch, which browsers refuse to files
    arrived.delete(name);
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.onerror = () => { script.remove(); reject(new Error(name)); };
      script.onload = () => script.remove();
      script.src = url;
      received(name).then((content) => { arrived.delete(name); resolve(content); });
      document.head.append(script);
    });
  }

  /* ---- the data ----------------------------------------------------------------------------- */

  function decode(data) {
    const raw = atob(data.places), bytes = new Uint8Array(raw.length);
    for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
    const hues = new Map(data.themes.map((theme) => [theme.id, theme.hue]));
    const runs = [];
    let from = 0;
    for (const topic of data.topics) {
      runs.push({ topic: topic.id, theme: topic.theme, hue: hues.get(topic.theme), from, to: from + topic.n });
      from += topic.n;
    }
    runs.push({ topic: "", theme: "", hue: -1, from, to: data.n });
    sortSizes(data.sizes, runs);
    const places = new Uint16Array(bytes.buffer);
    const topics = new Map(data.topics.map((topic, i) => [topic.id, { ...topic, hue: runs[i].hue, run: runs[i], ...middleOf(places, runs[i]) }]));
    return { ...data, places, runs, topics, grounds: grounds(data, places, runs) };
  }

  function sortSizes(pairs, runs) { // the points of several people, by run and by how many
    const last = (at) => runs.findIndex((run) => at < run.to);
    runs.forEach((run) => { run.several = new Map(); });
    for (let k = 0, point = 0, run = 0; k < pairs.length; k += 2) {
      point += pairs[k];
      if (point >= runs[run].to) run = last(point);
      const same = runs[run].several, people = Math.min(pairs[k + 1], 16); // larger ones look the same
      if (!same.has(people)) same.set(people, []);
      same.get(people).push(point);
    }
  }

  function middleOf(places, { from, to }) { // where a topic is densest, and how high it reaches there
    const step = Math.max(1, Math.floor((to - from) / 70)), dots = [];
    for (let i = from; i < to; i += step) dots.push([places[2 * i], places[2 * i + 1]]);
    const near = ([x, y]) => dots.filter((dot) => Math.hypot(dot[0] - x, dot[1] - y) < FULL / 20);
    const crowd = dots.map(near).reduce((most, some) => (some.length > most.length ? some : most), []);
    const mean = (k) => crowd.reduce((sum, dot) => sum + dot[k], 0) / (crowd.length || 1), [x, y] = [mean(0), mean(1)];
    const far = crowd.map((dot) => Math.abs(dot[1] - y)).sort((a, b) => a - b);
    return { x, y, spread: far[Math.floor(far.length * 0.7)] || 0 };
  }

  function topicAt(m, point) {
    return m.data.runs.find((run) => point < run.to).topic;
  }

  /* ---- grounds: where a theme is denser than every other ------------------------------------- */

  function grounds(data, places, runs) {
    const side = CELLS + 2 * EDGE, fields = data.themes.map(() => new Float32Array(side * side));
    const row = new Map(data.themes.map((theme, t) => [theme.id, t]));
    for (const run of runs) if (run.topic) splat(fields[row.get(run.theme)], side, places, run);
    fields.forEach((field) => blur(field, side));
    const single = alone(side), rivals = strongest(fields);
    return data.themes.map((theme, t) => {
      const peak = fields[t].reduce((most, value) => Math.max(most, value), 0);
      const floor = Math.min(1.6 * single, 0.5 * peak);
      const paths = LEVELS.map((level) => contour(apart(fields[t], rivals, Math.max(floor, level * level * peak)), side));
      return { theme: theme.id, hue: theme.hue, paths };
    });
  }

  function splat(field, side, places, run) {
    const scale = CELLS / FULL;
    for (let i = run.from; i < run.to; i++) {
      const x = EDGE + Math.round(places[2 * i] * scale), y = EDGE + Math.round(places[2 * i + 1] * scale);
      field[y * side + x] += 1;
    }
  }

  function alone(side) { // how dense the place of one voice is
    const field = new Float32Array(side * side);
    field[(side >> 1) * side + (side >> 1)] = 1;
    blur(field, side);
    return field[(side >> 1) * side + (side >> 1)];
  }

  function blur(field, side) { // three running means each way come close to a bell
    const line = new Float32Array(side);
    for (let round = 0; round < 3; round++) {
      for (let k = 0; k < side; k++) {
        smooth(field, line, k * side, 1, side);
        smooth(field, line, k, side, side);
      }
    }
  }

  function smooth(field, line, start, step, side) {
    const reach = 2, width = 2 * reach + 1;
    let sum = 0;
    for (let k = 0; k < side; k++) line[k] = field[start + k * step];
    for (let k = -reach; k < side; k++) {
      sum += k + reach < side ? line[k + reach] : 0;
      if (k >= 0) field[start + k * step] = sum / width;
      if (k - reach >= 0) sum -= line[k - reach];
    }
  }

  function strongest(fields) { // the densest theme of each cell, and the next one
    const first = new Float32Array(fields[0] ? fields[0].length : 0), second = first.slice();
    for (const field of fields) {
      for (let k = 0; k < field.length; k++) {
        if (field[k] > first[k]) { second[k] = first[k]; first[k] = field[k]; }
        else if (field[k] > second[k]) second[k] = field[k];
      }
    }
    return { first, second };
  }

  function apart(own, { first, second }, level) { // above zero where a theme is densest, and above the level
    const field = new Float32Array(own.length);
    for (let k = 0; k < own.length; k++) {
      const rival = own[k] === first[k] ? second[k] : first[k];
      field[k] = Math.sqrt(own[k]) - Math.sqrt(Math.max(level, rival));
    }
    return field;
  }

  /* From which edge of a cell to which a border runs, by which corners lie inside (1, 2, 4, 8
     clockwise from the upper left); edges are 0 top, 1 right, 2 bottom, 3 left. */
  const BORDERS = [[], [3, 0], [0, 1], [3, 1], [1, 2], [3, 0, 1, 2], [0, 2], [3, 2],
    [2, 3], [2, 0], [0, 1, 2, 3], [2, 1], [1, 3], [1, 0], [0, 3], []];

  function contour(field, side) {
    const next = new Map(), at = (x, y) => field[y * side + x] > 0;
    const key = (x, y, edge) => [2 * (y * side + x), 2 * (y * side + x + 1) + 1, 2 * ((y + 1) * side + x), 2 * (y * side + x) + 1][edge];
    for (let y = 0; y < side - 1; y++) {
      for (let x = 0; x < side - 1; x++) {
        const inside = at(x, y) + 2 * at(x + 1, y) + 4 * at(x + 1, y + 1) + 8 * at(x, y + 1);
        const borders = BORDERS[inside];
        for (let k = 0; k < borders.length; k += 2) next.set(key(x, y, borders[k]), key(x, y, borders[k + 1]));
      }
    }
    return rings(next, (edge) => crossing(field, side, edge));
  }

  function crossing(field, side, edge) { // where the border meets an edge, in map coordinates
    const k = edge >> 1, other = edge & 1 ? k + side : k + 1;
    const share = field[k] / (field[k] - field[other]);
    const x = k % side + (edge & 1 ? 0 : share), y = Math.floor(k / side) + (edge & 1 ? share : 0);
    return [(x - EDGE) * FULL / CELLS, (y - EDGE) * FULL / CELLS];
  }

  function rings(next, place) {
    const path = new Path2D();
    while (next.size) {
      const points = [];
      for (let edge = next.keys().next().value; next.has(edge);) {
        const to = next.get(edge);
        next.delete(edge);
        points.push(place(edge));
        edge = to;
      }
      if (points.length > 3) ring(path, points);
    }
    return path;
  }

  function ring(path, points) { // rounded: through the middles, with the crossings as handles
    const middle = (a, b) => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    path.moveTo(...middle(points[points.length - 1], points[0]));
    points.forEach((point, k) => path.quadraticCurveTo(...point, ...middle(point, points[(k + 1) % points.length])));
    path.closePath();
  }

  function drawGrounds(m) {
    const { pen, view, ratio, colours } = m, chosen = m.data.topics.get(m.chosen);
    pen.setTransform(ratio * view.scale, 0, 0, ratio * view.scale, ratio * view.left, ratio * view.top);
    for (const ground of m.data.grounds) {
      const faint = m.lit || (chosen && chosen.theme !== ground.theme);
      pen.fillStyle = pen.strokeStyle = faint ? colours.lone : colours.hues[ground.hue];
      pen.globalAlpha = faint ? 0.035 : colours.ground;
      (m.moving && m.data.n > COARSE / 10 ? ground.paths.slice(0, 1) : ground.paths).forEach((path) => pen.fill(path));
      pen.globalAlpha = faint ? 0.35 : 0.6;
      pen.lineWidth = 1 / view.scale;
      pen.stroke(ground.paths[0]);
    }
    pen.globalAlpha = 1;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  /* ---- dots: stamped into one buffer of pixels that is used again and again ------------------- */

  function drawDots(m) {
    const { ink } = m.sheet, look = dotLook(m);
    ink.fill(0);
    const layers = m.lit || m.chosen ? [false, true] : [true];
    for (const bright of layers) for (const run of m.data.runs) stampRun(m, run, bright, look);
    const brushed = m.data.topics.get(m.brushed);
    if (brushed) stampRun(m, brushed.run, true, { ...look, radius: look.radius * 1.25, alpha: 0.95, all: true });
    m.sheet.pen.putImageData(m.sheet.image, 0, 0);
    m.pen.setTransform(1, 0, 0, 1, 0, 0);
    m.pen.drawImage(m.sheet.canvas, 0, 0);
    m.pen.setTransform(m.ratio, 0, 0, m.ratio, 0, 0);
  }

  function dotLook(m) { // fewer voices are larger and denser; all grow a little as one zooms in
    const { n } = m.data, zoom = Math.pow(m.view.scale / m.home.scale, 0.4);
    const room = Math.min(1, Math.max(0.7, Math.sqrt(m.width * m.height) / 640));
    const radius = Math.min(3.4, Math.max(n > 200000 ? 0.5 : 0.85, 76 / Math.sqrt(n || 1))) * room * zoom;
    const alpha = 0.7 - 0.12 * Math.max(0, Math.log10((n || 1) / 1000));
    const stride = m.moving ? Math.ceil(n / COARSE) : 1;
    return { radius: Math.min(9, radius) * m.ratio, alpha: Math.min(0.95, alpha * Math.sqrt(stride)), stride, all: false };
  }

  function stampRun(m, run, bright, look) {
    const member = look.all || !m.chosen || run.topic === m.chosen, lit = look.all ? null : m.lit;
    if (bright !== member && !(lit && member)) return;
    const how = {
      radius: look.radius * (lit && bright ? 1.35 : 1),
      hollow: !run.topic,
      colour: bright && run.topic ? m.colours.inks[run.hue] : m.colours.loneInk,
      alpha: bright ? (lit || !run.topic ? 0.95 : look.alpha) : 0.32 * Math.min(1, 1.4 * look.alpha),
      stride: look.stride,
      wanted: lit && member ? (i) => lit[i] === Number(bright) : null,
    };
    stamp(m, run.from, run.to, how);
    if (look.stride > 1) return;
    for (const [people, points] of run.several) {
      stamp(m, 0, points.length, { ...how, points, radius: how.radius * Math.min(3, Math.pow(people, 0.4)) });
    }
  }

  function stamp(m, from, to, { points, radius, hollow, colour, alpha, stride, wanted }) {
    const { ink, canvas } = m.sheet, { places } = m.data, { width, height } = canvas;
    const scale = m.view.scale * m.ratio, left = m.view.left * m.ratio, top = m.view.top * m.ratio;
    const { offsets, cover, reach } = stampOf(radius, hollow, width), mix = mixing(alpha);
    for (let k = from; k < to; k += stride) {
      const i = points ? points[k] : k;
      const x = places[2 * i] * scale + left + 0.5 | 0, y = places[2 * i + 1] * scale + top + 0.5 | 0;
      if (x < reach || y < reach || x >= width - reach || y >= height - reach) continue;
      if (wanted && !wanted(i)) continue;
      const at = y * width + x;
      for (let o = 0; o < offsets.length; o++) {
        const pixel = at + offsets[o];
        ink[pixel] = colour | mix[cover[o] + (ink[pixel] >>> 24)] << 24;
      }
    }
  }

  const shapes = new Map(), mixes = new Map();

  function kept(store, key, make) {
    if (!store.has(key)) {
      if (store.size > 200) store.clear();
      store.set(key, make());
    }
    return store.get(key);
  }

  function stampOf(radius, hollow, width) { // a disc or a ring as pixels, their cover in eight steps
    const r = Math.max(0.5, Math.round(radius * 8) / 8);
    return kept(shapes, `${r} ${hollow} ${width}`, () => {
      const offsets = [], cover = [], reach = Math.ceil(r);
      for (let y = -reach; y <= reach; y++) {
        for (let x = -reach; x <= reach; x++) {
          const steps = r <= 0.6 ? (x || y ? 0 : 8) : Math.round(8 * covered(Math.hypot(x, y), r, hollow));
          if (steps) { offsets.push(y * width + x); cover.push((steps - 1) * 256); }
        }
      }
      return { offsets, cover, reach };
    });
  }

  function covered(distance, r, hollow) {
    const within = (radius) => Math.min(1, Math.max(0, radius + 0.5 - distance));
    return hollow && r > 1 ? within(r) - within(r - Math.max(1, r * 0.3)) : within(r - 0.25);
  }

  function mixing(alpha) { // the opacity after one more stamp, by cover and opacity before
    return kept(mixes, Math.round(alpha * 100), () => {
      const table = new Uint8Array(2048);
      for (let k = 0; k < 2048; k++) table[k] = Math.round((k & 255) + (255 - (k & 255)) * alpha * ((k >> 8) + 1) / 8);
      return table;
    });
  }

  function drawMark(m) {
    if (m.marked < 0 || m.marked >= m.data.n) return;
    const [x, y] = placeOf(m, m.marked);
    m.pen.beginPath();
    m.pen.arc(x, y, 8, 0, 7);
    for (const [width, colour] of [[5, m.colours.paper], [2.5, m.colours.text]]) {
      m.pen.lineWidth = width;
      m.pen.strokeStyle = colour;
      m.pen.stroke();
    }
  }

  /* ---- names: most people first, never over one another, more of them as one comes closer ----- */

  function placeNames(m) {
    const most = Math.max(1, ...[...m.data.topics.values()].map((topic) => topic.people));
    const first = (topic) => (topic.id === m.chosen ? 2 : 0) + (topic.id === m.brushed ? 1 : 0);
    const order = [...m.data.topics.values()].sort((a, b) => first(b) - first(a) || b.people - a.people || (a.id < b.id ? -1 : 1));
    const taken = [m.corner];
    m.names = [];
    for (const topic of order) {
      const name = lettered(m, topic, most), box = roomFor(m, topic, name, taken);
      if (!box) continue;
      taken.push(box);
      m.names.push({ ...name, ...box, topic: topic.id });
    }
  }

  function lettered(m, topic, most) {
    const small = m.width < NARROW, chosen = topic.id === m.chosen;
    const size = Math.round(2 * ((small ? 11.5 : 12.5) + 1.5 * Math.sqrt(topic.people / most) + (chosen ? 1 : 0))) / 2;
    const font = `${chosen || topic.id === m.brushed ? 700 : 600} ${size}px ${m.colours.font}`;
    const room = Math.min(size * 13.5, m.width * 0.42);
    const lines = kept(m.wrapped, `${topic.id} ${font} ${Math.round(room)}`, () => wrap(m, topic.label, font, room));
    const people = counted(m, topic.people), count = `500 11px ${m.colours.font}`;
    m.pen.font = count;
    const width = Math.max(m.pen.measureText(people).width, ...lines.map((line) => line.width)) + 6;
    return { lines, size, font, people, count, width, height: lines.length * size * 1.3 + 16 };
  }

  function wrap(m, text, font, room) { // lines of about one length, broken between words
    m.pen.font = font;
    const wide = (line) => m.pen.measureText(line).width, total = wide(text);
    const target = total / Math.min(3, Math.ceil(total / room)), lines = [""];
    for (const word of m.words(text)) {
      const line = lines[lines.length - 1];
      if (line && lines.length < 3 && wide(line + word) > target * 1.12) lines.push(word.trimStart());
      else lines[lines.length - 1] = line + word;
    }
    return lines.map((line) => shortened(line.trim(), room * 1.25, wide));
  }

  function shortened(line, room, wide) {
    const letters = Array.from(line);
    if (wide(line) <= room) return { text: line, width: wide(line) };
    while (letters.length && wide(`${letters.join("")}…`) > room) letters.pop();
    return { text: `${letters.join("")}…`, width: wide(`${letters.join("")}…`) };
  }

  function wordsOf(language) { // Japanese has no spaces; a mark stays with the word before it
    if (!Intl.Segmenter) return (text) => Array.from(text);
    const segmenter = new Intl.Segmenter(language, { granularity: "word" });
    return (text) => [...segmenter.segment(text)].reduce((words, { segment, isWordLike }) => {
      if (isWordLike || !words.length) words.push(segment);
      else words[words.length - 1] += segment;
      return words;
    }, []);
  }

  function roomFor(m, topic, { width, height }, taken) {
    const [x, y] = toScreen(m, topic.x, topic.y), far = 1.3 * topic.spread * m.view.scale;
    if (x < 0 || y < 0 || x > m.width || y > m.height || width > m.width) return null;
    const above = -far - height / 2, below = far + height / 2 + 3, side = width / 2 + 0.8 * far;
    const ways = [[0, above], [0, below], [0.25 * width, above], [-0.25 * width, above], [0, 0.5 * above], [0, 0.6 * below],
      [0.3 * width, below], [-0.3 * width, below], [side, 0], [-side, 0], [0.5 * width, above], [-0.5 * width, above],
      [0, 1.4 * above], [0, 1.4 * below]];
    for (const [right, down] of ways) {
      const box = { x: inside(x + right, width, m.width), y: inside(y + down, height, m.height), width, height };
      if (!taken.some((other) => meets(box, other))) return box;
    }
    return null;
  }

  function inside(middle, size, limit) {
    return Math.min(Math.max(middle, size / 2 + 2), limit - size / 2 - 2);
  }

  function meets(a, b) {
    return Math.abs(a.x - b.x) < (a.width + b.width) / 2 + GAP && Math.abs(a.y - b.y) < (a.height + b.height) / 2 + GAP;
  }

  function drawNames(m) {
    placeNames(m);
    m.pen.textAlign = "center";
    m.pen.textBaseline = "middle";
    m.pen.lineJoin = "round";
    [...m.names].reverse().forEach((name) => drawName(m, name));
  }

  function drawName(m, name) {
    const soft = m.chosen && m.chosen !== name.topic && m.brushed !== name.topic;
    let y = name.y - name.height / 2 + name.size * 0.65;
    for (const line of name.lines) {
      write(m, line.text, name.x, y, name.font, soft ? m.colours.soft : m.colours.text);
      y += name.size * 1.3;
    }
    write(m, name.people, name.x, y + 1, name.count, m.colours.soft);
    if (name.topic === m.brushed) underline(m, name, y - name.size * 0.55);
  }

  function write(m, text, x, y, font, colour) {
    m.pen.font = font;
    m.pen.lineWidth = 4;
    m.pen.strokeStyle = m.colours.paper;
    m.pen.strokeText(text, x, y);
    m.pen.fillStyle = colour;
    m.pen.fillText(text, x, y);
  }

  function underline(m, name, y) {
    const wide = name.lines[name.lines.length - 1].width;
    m.pen.fillStyle = m.colours.accent;
    m.pen.fillRect(name.x - wide / 2, y, wide, 2);
  }

  function counted(m, n) {
    return fill(n === 1 ? m.say.person : m.say.people, { n: m.number.format(n) });
  }

  function fill(template, values) {
    return (template || "").replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  /* ---- the view ----------------------------------------------------------------------------- */

  function toScreen(m, x, y) {
    return [x * m.view.scale + m.view.left, y * m.view.scale + m.view.top];
  }

  function placeOf(m, point) {
    return toScreen(m, m.data.places[2 * point], m.data.places[2 * point + 1]);
  }

  function homeView(m) { // all of the map, with room for names above it
    const { width, height } = m.data, edge = Math.min(MARGIN, m.width * 0.06);
    const head = edge + 18, foot = m.width < NARROW ? m.corner.height + 14 : edge; // buttons stand below on a phone
    const scale = Math.min((m.width - 2 * edge) / (width || 1), (m.height - head - foot) / (height || 1), 0.2);
    return { scale, left: (m.width - scale * width) / 2, top: head + (m.height - head - foot - scale * height) / 2 };
  }

  function held(m, view) { // the map cannot be lost: some of it stays at the middle
    const scale = Math.min(Math.max(view.scale, m.home.scale), m.home.scale * CLOSEST);
    const within = (at, size, all) => Math.min(Math.max(at, all / 2 - size * scale), all / 2);
    if (scale <= m.home.scale * 1.001) return { ...m.home };
    return { scale, left: within(view.left, m.data.width, m.width), top: within(view.top, m.data.height, m.height) };
  }

  function show(m, view) {
    m.view = held(m, view);
    takeTouch(m);
    stir(m);
  }

  function takeTouch(m) { // one finger scrolls the page until the map is zoomed
    m.canvas.style.touchAction = closer(m) ? "none" : "pan-x pan-y";
  }

  function closer(m) {
    return m.view.scale > m.home.scale * 1.001;
  }

  function pan(m, right, down) {
    show(m, { scale: m.view.scale, left: m.view.left + right, top: m.view.top + down });
  }

  function zoomed(m, factor, x, y) { // the view after zooming about a place of the picture
    const scale = Math.min(Math.max(m.view.scale * factor, m.home.scale), m.home.scale * CLOSEST), by = scale / m.view.scale;
    return { scale, left: x - (x - m.view.left) * by, top: y - (y - m.view.top) * by };
  }

  function zoom(m, factor) {
    glide(m, factor ? zoomed(m, factor, m.width / 2, m.height / 2) : m.home);
  }

  function glide(m, to) {
    const from = m.view, end = held(m, to), blend = (a, b, t) => a + (b - a) * t;
    tell(m, fill(m.say.zoomed, { n: m.number.format(Math.round(10 * end.scale / m.home.scale) / 10) }));
    tween(m, VIEW_MS, (t) => show(m, { scale: blend(from.scale, end.scale, t), left: blend(from.left, end.left, t), top: blend(from.top, end.top, t) }));
  }

  function tween(m, ms, step) {
    cancelAnimationFrame(m.tween);
    if (m.calm.matches) return step(1);
    const start = performance.now();
    const next = (now) => {
      const t = Math.min(1, Math.max(0, (now - start) / ms));
      step(t * t * (3 - 2 * t));
      if (t < 1) m.tween = requestAnimationFrame(next);
    };
    m.tween = requestAnimationFrame(next);
  }

  function bringIntoView(m, topic) {
    const [x, y] = toScreen(m, topic.x, topic.y);
    if (x > 0 && y > 0 && x < m.width && y < m.height) return;
    glide(m, { scale: m.view.scale, left: m.view.left + m.width / 2 - x, top: m.view.top + m.height / 2 - y });
  }

  /* ---- drawing ------------------------------------------------------------------------------ */

  function redraw(m) {
    if (!m.frame) m.frame = requestAnimationFrame(() => draw(m));
  }

  function stir(m) { // coarser while it moves, whole once it rests
    m.moving = true;
    clearTimeout(m.settling);
    m.settling = setTimeout(() => { m.moving = false; redraw(m); }, SETTLE_MS);
    redraw(m);
  }

  function draw(m) {
    m.frame = 0;
    if (!m.width || !m.height) return;
    m.pen.setTransform(m.ratio, 0, 0, m.ratio, 0, 0);
    m.pen.clearRect(0, 0, m.width, m.height);
    drawGrounds(m);
    drawDots(m);
    drawMark(m);
    drawNames(m);
  }

  function resize(m) {
    const { clientWidth: width, clientHeight: height } = m.stage, ratio = window.devicePixelRatio || 1;
    if (!width || !height || (width === m.width && height === m.height && ratio === m.ratio)) return;
    const middle = m.home && closer(m) && [(m.width / 2 - m.view.left) / m.view.scale, (m.height / 2 - m.view.top) / m.view.scale];
    const zoomedBy = middle ? m.view.scale / m.home.scale : 1;
    Object.assign(m, { width, height, ratio });
    [m.canvas.width, m.canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
    m.sheet = sheet(m.canvas.width, m.canvas.height);
    m.corner = corner(m);
    m.home = homeView(m);
    const scale = m.home.scale * zoomedBy;
    m.view = middle ? held(m, { scale, left: width / 2 - middle[0] * scale, top: height / 2 - middle[1] * scale }) : { ...m.home };
    takeTouch(m);
    draw(m);
  }

  function sheet(width, height) {
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const pen = canvas.getContext("2d", { willReadFrequently: true }), image = pen.createImageData(width, height);
    return { canvas, pen, image, ink: new Uint32Array(image.data.buffer) };
  }

  function corner(m) { // names keep clear of the buttons
    const own = m.buttons.getBoundingClientRect(), stage = m.stage.getBoundingClientRect();
    return { x: own.x - stage.x + own.width / 2, y: own.y - stage.y + own.height / 2, width: own.width, height: own.height };
  }

  function readColours(m) {
    const style = getComputedStyle(m.element), forced = matchMedia("(forced-colors: active)").matches;
    const read = (name, otherwise, system) => (forced ? system : style.getPropertyValue(name).trim() || otherwise);
    const hues = Array.from({ length: 9 }, (_, n) => read(`--hue-${n}`, "#6f6f76", "CanvasText"));
    const lone = read("--lone", "#8a8a92", "GrayText"), paper = read("--paper", "#ffffff", "Canvas");
    m.colours = {
      hues, lone, paper, font: style.fontFamily,
      text: read("--ink", "#1a1a1c", "CanvasText"), soft: read("--ink-3", "#65656c", "CanvasText"), accent: read("--accent", "#0031d8", "Highlight"),
      inks: hues.map((hue) => inkOf(m.pen, hue)), loneInk: inkOf(m.pen, lone), ground: forced ? 0 : 0.075,
    };
    if (m.width) draw(m); // at once: paper does not wait for a frame
  }

  function inkOf(pen, colour) { // as a number in the order of bytes in an image
    pen.fillStyle = colour;
    const value = parseInt(pen.fillStyle.slice(1, 7), 16);
    return (value & 255) << 16 | value & 0xff00 | value >> 16 & 255;
  }

  /* ---- picking ------------------------------------------------------------------------------ */

  function grid(m) { // points sorted by bucket, made when somebody first points at the map
    if (m.data.grid) return m.data.grid;
    const { places, n } = m.data, starts = new Uint32Array(BUCKETS * BUCKETS + 1), order = new Uint32Array(n);
    const bucket = (i) => (places[2 * i + 1] >> 8) * BUCKETS + (places[2 * i] >> 8);
    for (let i = 0; i < n; i++) starts[bucket(i) + 1]++;
    for (let b = 0; b < BUCKETS * BUCKETS; b++) starts[b + 1] += starts[b];
    const next = starts.slice();
    for (let i = 0; i < n; i++) order[next[bucket(i)]++] = i;
    return (m.data.grid = { starts, order });
  }

  function nearest(m, x, y, reach) { // the point nearest to a place of the picture, -1 for none
    const { starts, order } = grid(m), { places } = m.data, { scale, left, top } = m.view;
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

  function under(m, x, y, reach) { // what somebody points at: a name counts before a dot
    const name = m.names.find((box) => Math.abs(x - box.x) <= box.width / 2 && Math.abs(y - box.y) <= box.height / 2);
    if (name) return { topic: name.topic, point: -1, name: true };
    const point = nearest(m, x, y, reach);
    return { topic: point < 0 ? "" : topicAt(m, point), point, name: false };
  }

  function hover(m, x, y) {
    const found = under(m, x, y, REACH);
    m.canvas.style.cursor = found.name || found.point >= 0 ? "pointer" : closer(m) ? "grab" : "default";
    brushFromHand(m, found.topic);
    if (found.point !== m.told) tellPoint(m, found.point);
  }

  function brushFromHand(m, topicId) {
    if (topicId === m.brushed) return;
    m.brushed = topicId;
    m.options.onBrush?.(topicId);
    redraw(m);
  }

  function tellPoint(m, point) {
    m.told = point;
    m.tip.hidden = true;
    clearTimeout(m.telling);
    if (point >= 0 && m.options.tell) m.telling = setTimeout(() => fillTip(m, point), TELL_MS);
  }

  async function fillTip(m, point) {
    const text = await Promise.resolve(m.options.tell(point)).catch(() => "");
    if (m.told !== point || !text) return;
    const topic = m.data.topics.get(topicAt(m, point));
    m.tip.replaceChildren(made("b", "", topic ? topic.label : m.say.lone), made("span", "", text));
    m.tip.hidden = false;
    const [x, y] = placeOf(m, point), { offsetWidth: width, offsetHeight: height } = m.tip;
    const top = y - height - 14 < 0 ? y + 14 : y - height - 14;
    m.tip.style.transform = `translate(${Math.round(inside(x, width, m.width) - width / 2)}px, ${Math.round(top)}px)`;
  }

  /* ---- hands: mouse, touch, keys -------------------------------------------------------------- */

  function on(m, target, type, handler, more) {
    target.addEventListener(type, handler, { signal: m.ending.signal, ...more });
  }

  function at(m, event) {
    const box = m.canvas.getBoundingClientRect();
    return [event.clientX - box.x, event.clientY - box.y];
  }

  function listen(m) {
    on(m, m.canvas, "pointerdown", (event) => press(m, event));
    on(m, m.canvas, "pointermove", (event) => move(m, event));
    on(m, m.canvas, "pointerup", (event) => release(m, event));
    on(m, m.canvas, "pointercancel", (event) => m.fingers.delete(event.pointerId));
    on(m, m.canvas, "pointerleave", () => { brushFromHand(m, ""); tellPoint(m, -1); });
    on(m, m.canvas, "wheel", (event) => turn(m, event), { passive: false });
    on(m, m.stage, "keydown", (event) => key(m, event));
    on(m, window, "resize", () => resize(m));
    for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)", "print"]) {
      const media = matchMedia(query);
      on(m, media, "change", () => { resize(m); readColours(m); });
      m.media.push(media);
    }
    m.watching = new ResizeObserver(() => resize(m));
    m.watching.observe(m.stage);
  }

  function press(m, event) {
    if (event.button) return;
    m.fingers.set(event.pointerId, at(m, event));
    m.dragged = m.fingers.size > 1;
    m.pressed = at(m, event);
    m.stage.focus({ preventScroll: true });
    m.canvas.setPointerCapture(event.pointerId);
    tellPoint(m, -1);
  }

  function move(m, event) {
    const [x, y] = at(m, event), before = m.fingers.get(event.pointerId);
    if (!before) return event.pointerType === "mouse" ? hover(m, x, y) : undefined;
    const other = [...m.fingers].find(([id]) => id !== event.pointerId);
    if (Math.hypot(x - m.pressed[0], y - m.pressed[1]) > 5) m.dragged = true;
    if (other) pinch(m, before, [x, y], other[1]);
    else if (m.dragged && closer(m)) pan(m, x - before[0], y - before[1]);
    if (other || m.dragged) m.fingers.set(event.pointerId, [x, y]);
  }

  function pinch(m, before, now, other) {
    const apart = (a) => Math.max(1, Math.hypot(a[0] - other[0], a[1] - other[1]));
    const middle = [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2];
    show(m, zoomed(m, apart(now) / apart(before), ...middle));
    pan(m, (now[0] - before[0]) / 2, (now[1] - before[1]) / 2);
  }

  function release(m, event) {
    const clicked = m.fingers.delete(event.pointerId) && !m.dragged;
    if (!clicked) return;
    const found = under(m, ...at(m, event), event.pointerType === "mouse" ? REACH : TOUCH_REACH);
    if (found.name) m.options.onTopic?.(found.topic);
    else if (found.point >= 0) m.options.onPoint?.(found.point);
  }

  function turn(m, event) { // a plain wheel scrolls the page, unless the map has the focus
    if (!event.ctrlKey && document.activeElement !== m.stage) return;
    event.preventDefault();
    show(m, zoomed(m, Math.exp(-event.deltaY * (event.ctrlKey ? 0.006 : 0.0022)), ...at(m, event)));
  }

  const PANS = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
  const ZOOMS = { "+": 1.5, ";": 1.5, "=": 1.5, "-": 1 / 1.5, 0: 0, Escape: 0 };

  function key(m, event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== m.stage) return;
    if (event.key in PANS && closer(m)) pan(m, ...PANS[event.key]);
    else if (event.key in ZOOMS) zoom(m, ZOOMS[event.key]);
    else return;
    event.preventDefault();
  }

  /* ---- the tree: the same map for keys and for ears ------------------------------------------- */

  function made(tag, look, text, attributes = {}) {
    const part = document.createElement(tag);
    if (look) part.className = look;
    if (text) part.textContent = text;
    for (const [name, value] of Object.entries(attributes)) part.setAttribute(name, value);
    return part;
  }

  function grow(m) { // anew with each version; what was focused stays so
    const focused = m.tree.contains(document.activeElement) && document.activeElement.dataset.id;
    const themes = m.data.themes.map((theme, k) => branch(m, theme, k));
    m.tree.replaceChildren(...themes);
    const first = m.tree.querySelector("[role=treeitem]");
    if (first) first.tabIndex = 0;
    if (focused) focusItem(m, items(m).find((item) => item.dataset.id === focused) || first);
    markChosen(m);
  }

  function branch(m, theme, k) {
    const topics = [...m.data.topics.values()].filter((topic) => topic.theme === theme.id).sort((a, b) => b.people - a.people);
    const item = leaf(m, theme, 1, k, m.data.themes.length);
    const group = made("ul", "", "", { role: "group" });
    group.append(...topics.map((topic, n) => leaf(m, topic, 2, n, topics.length)));
    item.setAttribute("aria-expanded", "true");
    item.append(group);
    return item;
  }

  function leaf(m, one, level, k, n) {
    const label = fill(m.say.item, { label: one.label, people: counted(m, one.people) });
    const item = made("li", `hue-${one.hue ?? ""}`, "", { role: "treeitem", "aria-level": level, "aria-posinset": k + 1, "aria-setsize": n, "aria-label": label, tabindex: -1 });
    item.dataset.id = one.id;
    item.dataset.label = one.label.toLowerCase();
    const row = made("span", "om-row");
    row.append(made("span", "", one.label), made("small", "", counted(m, one.people)));
    item.append(row);
    return item;
  }

  function items(m) {
    return [...m.tree.querySelectorAll("[role=treeitem]")].filter((item) => !item.parentElement.closest("[aria-expanded=false]"));
  }

  function focusItem(m, item) {
    if (!item) return;
    m.tree.querySelectorAll("[tabindex='0']").forEach((other) => { other.tabIndex = -1; });
    item.tabIndex = 0;
    item.focus();
  }

  function climb(m, event) {
    const item = event.target.closest("[role=treeitem]"), all = items(m), here = all.indexOf(item);
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const steps = {
      ArrowDown: () => focusItem(m, all[here + 1]),
      ArrowUp: () => focusItem(m, all[here - 1]),
      Home: () => focusItem(m, all[0]),
      End: () => focusItem(m, all[all.length - 1]),
      ArrowRight: () => unfold(m, item, all[here + 1]),
      ArrowLeft: () => fold(m, item),
      Enter: () => open(m, item),
      " ": () => open(m, item),
      Escape: () => list(m, false),
      n: () => focusItem(m, neighbour(m, item)),
    };
    const step = steps[event.key] || steps[event.key.toLowerCase()] || (event.key.length === 1 && (() => typeAhead(m, event.key, all, here)));
    if (!step) return;
    step();
    event.preventDefault();
  }

  function unfold(m, item, next) {
    const folded = item.getAttribute("aria-expanded");
    if (folded === "false") item.setAttribute("aria-expanded", "true");
    else if (folded) focusItem(m, next);
  }

  function fold(m, item) {
    if (item.getAttribute("aria-expanded") === "true") item.setAttribute("aria-expanded", "false");
    else focusItem(m, item.parentElement.closest("[role=treeitem]"));
  }

  function open(m, item) {
    if (m.data.topics.has(item.dataset.id)) {
      m.element.classList.remove("om-listed"); // the list makes room for what it opened
      m.lister.setAttribute("aria-expanded", "false");
      m.options.onTopic?.(item.dataset.id);
    } else item.setAttribute("aria-expanded", String(item.getAttribute("aria-expanded") === "false"));
  }

  function neighbour(m, item) { // the topic nearest on the map, which a list cannot say
    const here = m.data.topics.get(item.dataset.id), far = (one) => Math.hypot(one.x - here.x, one.y - here.y);
    const others = here ? [...m.data.topics.values()].filter((one) => one !== here) : [];
    const next = others.sort((a, b) => far(a) - far(b))[0];
    const there = next && [...m.tree.querySelectorAll("[role=treeitem]")].find((one) => one.dataset.id === next.id);
    there?.parentElement.closest("[role=treeitem]").setAttribute("aria-expanded", "true");
    return there;
  }

  function typeAhead(m, letter, all, here) {
    const now = Date.now();
    m.typed = (now - m.typedAt < 700 ? m.typed : "") + letter.toLowerCase();
    m.typedAt = now;
    const start = m.typed.length === 1 ? here + 1 : here;
    focusItem(m, [...all.slice(start), ...all.slice(0, start)].find((item) => item.dataset.label.startsWith(m.typed)));
  }

  function listenToTree(m) {
    on(m, m.tree, "keydown", (event) => climb(m, event));
    on(m, m.tree, "focusin", (event) => {
      const topic = m.data.topics.get(event.target.dataset.id);
      brushFromHand(m, topic ? topic.id : "");
      if (topic) bringIntoView(m, topic);
    });
    on(m, m.tree, "focusout", () => brushFromHand(m, ""));
    on(m, m.tree, "click", (event) => {
      const item = event.target.closest("[role=treeitem]");
      if (!item) return;
      focusItem(m, item);
      open(m, item);
    });
  }

  function list(m, wanted) {
    m.element.classList.toggle("om-listed", wanted);
    m.lister.setAttribute("aria-expanded", String(wanted));
    if (wanted) focusItem(m, m.tree.querySelector("[tabindex='0']"));
    else m.lister.focus();
  }

  function markChosen(m) {
    items(m).forEach((item) => item.setAttribute("aria-selected", String(item.dataset.id === m.chosen && m.chosen !== "")));
  }

  function tell(m, words) { // politely, and only the last of several changes
    clearTimeout(m.speaking);
    m.speaking = setTimeout(() => { m.status.textContent = words; }, STATUS_MS);
  }

  /* ---- mounting ----------------------------------------------------------------------------- */

  function build(m) {
    m.canvas = made("canvas", "", "", { "aria-hidden": "true" });
    m.stage = made("div", "om-stage", "", { role: "group", tabindex: 0, "aria-label": m.say.stage });
    m.tip = made("div", "om-tip", "", { "aria-hidden": "true" });
    m.tip.hidden = true;
    m.stage.append(m.canvas, m.tip);
    m.tree = made("ul", "om-tree", "", { role: "tree", "aria-label": m.say.tree });
    m.status = made("p", "om-status", "", { role: "status" });
    m.lister = button(m, "☰", m.say.list, () => list(m, !m.element.classList.contains("om-listed")));
    m.lister.setAttribute("aria-expanded", "false");
    m.buttons = made("div", "om-buttons");
    m.buttons.append(m.lister, button(m, "+", m.say.zoom_in, () => zoom(m, 1.8)), button(m, "−", m.say.zoom_out, () => zoom(m, 1 / 1.8)), button(m, "⟲", m.say.whole, () => zoom(m, 0)));
    m.element.classList.add("opinion-map");
    m.element.replaceChildren(m.stage, m.buttons, m.tree, m.status);
    m.pen = m.canvas.getContext("2d");
  }

  function button(m, sign, name, act) {
    const part = made("button", "", sign, { type: "button", "aria-label": name, title: name });
    on(m, part, "click", act);
    return part;
  }

  function choose(m, topicId) {
    const topic = m.data.topics.get(topicId), chosen = topic ? topicId : "";
    if (chosen === m.chosen) return;
    m.chosen = chosen;
    markChosen(m);
    tell(m, topic ? fill(m.say.chosen, { label: topic.label, people: counted(m, topic.people) }) : m.say.none_chosen);
    if (topic) bringIntoView(m, topic);
    redraw(m);
  }

  function light(m, points) {
    m.lit = points && new Uint8Array(m.data.n);
    if (points) {
      points.forEach((point) => { if (point < m.data.n) m.lit[point] = 1; });
      tell(m, fill(m.say.lit, { n: m.number.format(points.length) }));
    }
    redraw(m);
  }

  function update(m, data) { // points that stood on the map before move to their new places
    const before = m.data, near = m.width && closer(m);
    m.data = decode(data);
    Object.assign(m, { lit: null, marked: -1, chosen: m.data.topics.has(m.chosen) ? m.chosen : "", brushed: "" });
    tellPoint(m, -1);
    grow(m);
    if (!m.width) return;
    m.home = homeView(m);
    m.view = near ? held(m, m.view) : { ...m.home };
    takeTouch(m);
    if (data.was && data.was.version === before.version) travel(m, before.places, data.was.runs);
    else redraw(m);
  }

  function travel(m, before, runs) {
    const end = m.data.places, start = end.slice(), now = end.slice();
    for (const [to, from, n] of runs) start.set(before.subarray(2 * from, 2 * (from + n)), 2 * to);
    m.data.places = now;
    tween(m, MOVE_MS, (t) => {
      for (let k = 0; k < end.length; k++) now[k] = start[k] + (end[k] - start[k]) * t;
      if (t === 1) m.data.places = end;
      stir(m);
    });
  }

  function seen(m) { // what the picture shows now, in its own pixels
    const names = m.names.map(({ topic, x, y, width, height }) => ({ topic, x, y, width, height }));
    return { names, zoom: m.view.scale / m.home.scale, chosen: m.chosen, brushed: m.brushed, marked: m.marked,
      lit: m.lit ? m.lit.reduce((sum, one) => sum + one, 0) : null, moving: m.moving, place: (point) => placeOf(m, point) };
  }

  function destroy(m) {
    m.ending.abort();
    m.watching.disconnect();
    [m.settling, m.telling, m.speaking].forEach(clearTimeout);
    [m.frame, m.tween].forEach(cancelAnimationFrame);
    m.element.replaceChildren();
    m.element.classList.remove("opinion-map", "om-listed");
  }

  function mount(element, data, options) {
    const language = options.language || document.documentElement.lang || "ja";
    const m = {
      element, options, language, say: options.words, words: wordsOf(language), number: new Intl.NumberFormat(language), data: decode(data),
      chosen: "", brushed: "", marked: -1, told: -1, lit: null, moving: false, names: [], wrapped: new Map(),
      fingers: new Map(), media: [], typed: "", typedAt: 0, frame: 0, tween: 0,
      ending: new AbortController(), calm: matchMedia("(prefers-reduced-motion: reduce)"),
    };
    build(m);
    grow(m);
    readColours(m);
    listen(m);
    listenToTree(m);
    resize(m);
    const map = {
      choose: (topicId) => choose(m, topicId || ""),
      light: (points) => light(m, points),
      brush: (topicId) => { m.brushed = topicId || ""; redraw(m); },
      mark: (point) => { m.marked = point; redraw(m); },
      update: (next) => update(m, next),
      seen: () => seen(m),
      destroy: () => { mounted.delete(element); destroy(m); },
    };
    mounted.set(element, map);
    return map;
  }

  return { mount, on: (element) => mounted.get(element), receive, received, load };
})();
