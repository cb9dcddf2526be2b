/* What the opinion map draws: received as scripts, decoded into places, runs of points and topics.

   KoemapMap.receive(name, content) is what the scripts of dashboard/payload.py call; received(name)
   promises that content, load(url, name) asks for a script that brings it. */
(function (KoemapMap) {
  "use strict";

  const FULL = 65535; // the length of the longer axis of the map
  const LARGEST = 16; // people of one point; larger points look the same
  const CLUMPS = 3, LEAST = 0.1; // places where a topic can be named, and their least share of its dots

  const arrived = new Map(), awaited = new Map();

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

  /* The data with a run of points for each topic and one for lone voices, topics by id, and the
     coordinates of the points as x, y, x, y ... */
  function decode(data) {
    const places = coordinates(data.places), runs = runsOf(data);
    sortSeveral(data.sizes, runs);
    const topic = (one, owner) => {
      const run = runs[owner], clumps = clumpsOf(places, run);
      return [one.id, { ...one, hue: run.hue, run, owner, clumps, ...clumps[0] }];
    };
    return { ...data, places, runs, topics: new Map(data.topics.map(topic)) };
  }

  function coordinates(base64) {
    const raw = atob(base64), bytes = new Uint8Array(raw.length);
    for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
    return new Uint16Array(bytes.buffer);
  }

  function runsOf(data) {
    const hues = new Map(data.themes.map((theme) => [theme.id, theme.hue])), runs = [];
    let from = 0;
    for (const topic of data.topics) {
      runs.push({ topic: topic.id, theme: topic.theme, hue: hues.get(topic.theme), from, to: from + topic.n });
      from += topic.n;
    }
    return [...runs, { topic: "", theme: "", hue: -1, from, to: data.n }];
  }

  function sortSeveral(pairs, runs) { // the points of several people, by run and by how many
    runs.forEach((run) => { run.several = new Map(); });
    for (let k = 0, point = 0, run = 0; k < pairs.length; k += 2) {
      point += pairs[k];
      while (point >= runs[run].to) run += 1;
      const same = runs[run].several, people = Math.min(pairs[k + 1], LARGEST);
      if (!same.has(people)) same.set(people, []);
      same.get(people).push(point);
    }
  }

  function clumpsOf(places, { from, to }) { // where a topic is densest, the densest first; one at least
    const step = Math.max(1, Math.floor((to - from) / 70)), dots = [], clumps = [];
    for (let i = from; i < to; i += step) dots.push([places[2 * i], places[2 * i + 1]]);
    for (let left = dots; clumps.length < CLUMPS;) {
      const crowd = densest(left);
      if (clumps.length && (!crowd.length || crowd.length < LEAST * dots.length)) break;
      clumps.push(clumpOf(crowd));
      left = left.filter((dot) => !crowd.includes(dot));
    }
    return clumps;
  }

  function densest(dots) {
    const near = ([x, y]) => dots.filter((dot) => Math.hypot(dot[0] - x, dot[1] - y) < FULL / 20);
    return dots.map(near).reduce((most, some) => (some.length > most.length ? some : most), []);
  }

  function clumpOf(crowd) { // its middle, and how high it reaches there
    const mean = (k) => crowd.reduce((sum, dot) => sum + dot[k], 0) / (crowd.length || 1), x = mean(0), y = mean(1);
    const far = crowd.map((dot) => Math.abs(dot[1] - y)).sort((a, b) => a - b);
    return { x, y, spread: far[Math.floor(far.length * 0.7)] || 0 };
  }

  function topicAt(map, point) {
    return map.data.runs.find((run) => point < run.to).topic;
  }

  Object.assign(KoemapMap, { receive, received, load, payload: { FULL, decode, topicAt } });
})(window.KoemapMap = window.KoemapMap || {});
