/* Names in their places: most people first, at dots of their own, never over one another, more as one
   comes closer. And the words that are told beside the picture. */
(function (KoemapMap) {
  "use strict";

  const { NARROW, toScreen } = KoemapMap.camera;
  const { bestBox } = KoemapMap.owners;
  const GAP = 5; // pixels between names
  const STATUS_MS = 300;
  const DOWN = [-1, 1, -0.5, 0.5, 0]; // from a clump, in halves of its height and the name's
  const ASIDE = [0, 0.3, -0.3, 0.6, -0.6, 0.9, -0.9]; // the same, in widths of the name
  const WAYS = DOWN.flatMap((down) => ASIDE.map((right) => [right, down]));

  function placeNames(map) {
    placeInOrder(map, [map.chosen]);
    const named = map.names.some((name) => name.topic === map.brushed);
    if (map.brushed && !named) placeInOrder(map, [map.brushed, map.chosen]);
  }

  function placeInOrder(map, wanted) { // names those wanted first, and whatever the dots
    const most = Math.max(1, ...[...map.data.topics.values()].map((topic) => topic.people));
    const first = (topic) => wanted.indexOf(topic.id) + 1;
    const before = (a, b) => first(b) - first(a) || b.people - a.people || (a.id < b.id ? -1 : 1);
    const taken = [map.buttonBox];
    map.names = [];
    for (const topic of [...map.data.topics.values()].sort(before)) {
      const name = typeset(map, topic, most), boxes = freeBoxes(map, topic, name, taken);
      const box = bestBox(map.data.owners, map.view, topic.owner, boxes) || (first(topic) ? boxes[0] : null);
      if (!box) continue;
      taken.push(box);
      map.names.push({ ...name, ...box, topic: topic.id });
    }
  }

  function typeset(map, topic, most) {
    const small = map.width < NARROW, chosen = topic.id === map.chosen;
    const letters = (small ? 11.5 : 12.5) + 1.5 * Math.sqrt(topic.people / most) + (chosen ? 1 : 0);
    const size = Math.round(2 * letters) / 2; // in half pixels
    const font = `${chosen || topic.id === map.brushed ? 700 : 600} ${size}px ${map.colours.font}`;
    const room = Math.min(size * 13.5, map.width * 0.42);
    const key = `${topic.id} ${font} ${Math.round(room)}`;
    const lines = cached(map.wrapped, key, () => wrap(map, topic.label, font, room));
    const people = countOfPeople(map, topic.people), count = `500 11px ${map.colours.font}`;
    map.pen.font = count;
    const width = Math.max(map.pen.measureText(people).width, ...lines.map((line) => line.width)) + 6;
    return { lines, size, font, people, count, width, height: lines.length * size * 1.3 + 16 };
  }

  function wrap(map, text, font, room) { // lines of about one length, broken between words
    map.pen.font = font;
    const wide = (line) => map.pen.measureText(line).width, total = wide(text);
    const target = total / Math.min(3, Math.ceil(total / room)), lines = [""];
    for (const word of map.split(text)) {
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

  function splitter(language) { // Japanese has no spaces; a mark stays with the word before it
    if (!Intl.Segmenter) return (text) => Array.from(text);
    const segmenter = new Intl.Segmenter(language, { granularity: "word" });
    return (text) => [...segmenter.segment(text)].reduce((words, { segment, isWordLike }) => {
      if (isWordLike || !words.length) words.push(segment);
      else words[words.length - 1] += segment;
      return words;
    }, []);
  }

  function freeBoxes(map, topic, { width, height }, taken) { // at each clump of the topic, best first
    if (width > map.width) return [];
    const inSight = ([x, y]) => x >= 0 && y >= 0 && x <= map.width && y <= map.height, boxes = [];
    for (const clump of topic.clumps) {
      const [x, y] = toScreen(map, clump.x, clump.y), far = clump.spread * map.view.scale + height / 2;
      for (const [right, down] of inSight([x, y]) ? WAYS : []) {
        const at = { x: keptInside(x + right * width, width, map.width), y: keptInside(y + down * far, height, map.height) };
        const box = { ...at, width, height };
        if (!taken.some((other) => overlap(box, other))) boxes.push(box);
      }
    }
    return boxes;
  }

  function keptInside(middle, size, limit) {
    return Math.min(Math.max(middle, size / 2 + 2), limit - size / 2 - 2);
  }

  function overlap(a, b) {
    const near = (middle, size) => Math.abs(a[middle] - b[middle]) < (a[size] + b[size]) / 2 + GAP;
    return near("x", "width") && near("y", "height");
  }

  function drawNames(map) {
    placeNames(map);
    map.pen.textAlign = "center";
    map.pen.textBaseline = "middle";
    map.pen.lineJoin = "round";
    [...map.names].reverse().forEach((name) => drawName(map, name));
  }

  function drawName(map, name) {
    const soft = map.chosen && map.chosen !== name.topic && map.brushed !== name.topic;
    let y = name.y - name.height / 2 + name.size * 0.65;
    for (const line of name.lines) {
      writeOutlined(map, line.text, name.x, y, name.font, soft ? map.colours.soft : map.colours.text);
      y += name.size * 1.3;
    }
    writeOutlined(map, name.people, name.x, y + 1, name.count, map.colours.soft);
    if (name.topic === map.brushed) underline(map, name, y - name.size * 0.55);
  }

  function writeOutlined(map, text, x, y, font, colour) {
    map.pen.font = font;
    map.pen.lineWidth = 4;
    map.pen.strokeStyle = map.colours.paper;
    map.pen.strokeText(text, x, y);
    map.pen.fillStyle = colour;
    map.pen.fillText(text, x, y);
  }

  function underline(map, name, y) {
    const wide = name.lines[name.lines.length - 1].width;
    map.pen.fillStyle = map.colours.accent;
    map.pen.fillRect(name.x - wide / 2, y, wide, 2);
  }

  function cached(store, key, make) {
    if (!store.has(key)) {
      if (store.size > 200) store.clear();
      store.set(key, make());
    }
    return store.get(key);
  }

  function countOfPeople(map, n) {
    return filled(n === 1 ? map.say.person : map.say.people, { n: map.number.format(n) });
  }

  function filled(template, values) {
    return (template || "").replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  function announce(map, words) { // politely, and only the last of several changes
    clearTimeout(map.speaking);
    map.speaking = setTimeout(() => { map.status.textContent = words; }, STATUS_MS);
  }

  KoemapMap.names = { drawNames, splitter, keptInside, cached, countOfPeople, filled, announce };
})(window.KoemapMap = window.KoemapMap || {});
