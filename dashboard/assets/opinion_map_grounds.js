/* Grounds: the outlines of where a theme is denser than every other, at three densities. */
(function (KoemapMap) {
  "use strict";

  const { FULL } = KoemapMap.payload;
  const CELLS = 84, EDGE = 10; // of the field that counts voices, and of empty cells around it
  const SIDE = CELLS + 2 * EDGE;
  const LEVELS = [0.26, 0.46, 0.68]; // of a theme's densest place, as square roots

  /* From which edge of a cell to which a border runs, by which corners lie inside (1, 2, 4, 8
     clockwise from the upper left); edges are 0 top, 1 right, 2 bottom, 3 left. */
  const BORDERS = [[], [3, 0], [0, 1], [3, 1], [1, 2], [3, 0, 1, 2], [0, 2], [3, 2],
    [2, 3], [2, 0], [0, 1, 2, 3], [2, 1], [1, 3], [1, 0], [0, 3], []];

  function groundsOf({ themes, places, runs }) {
    const fields = themes.map(emptyField);
    const row = new Map(themes.map((theme, t) => [theme.id, t]));
    for (const run of runs) if (run.topic) countVoices(fields[row.get(run.theme)], places, run);
    fields.forEach((field) => blur(field));
    const single = densityOfOne(), rivals = twoDensest(fields);
    return themes.map((theme, t) => {
      const peak = fields[t].reduce((most, value) => Math.max(most, value), 0);
      const floor = Math.min(1.6 * single, 0.5 * peak);
      const path = (level) => outline(ownGround(fields[t], rivals, Math.max(floor, level * level * peak)));
      return { theme: theme.id, hue: theme.hue, paths: LEVELS.map(path) };
    });
  }

  function emptyField() {
    return new Float32Array(SIDE * SIDE);
  }

  function countVoices(field, places, run) {
    const scale = CELLS / FULL;
    for (let i = run.from; i < run.to; i++) {
      const x = EDGE + Math.round(places[2 * i] * scale), y = EDGE + Math.round(places[2 * i + 1] * scale);
      field[y * SIDE + x] += 1;
    }
  }

  function densityOfOne() { // how dense the place of one voice is
    const field = emptyField(), middle = (SIDE >> 1) * (SIDE + 1);
    field[middle] = 1;
    blur(field);
    return field[middle];
  }

  function blur(field) { // three running means each way come close to a bell
    const line = new Float32Array(SIDE);
    for (let round = 0; round < 3; round++) {
      for (let k = 0; k < SIDE; k++) {
        runningMean(field, line, k * SIDE, 1);
        runningMean(field, line, k, SIDE);
      }
    }
  }

  function runningMean(field, line, start, step) {
    const reach = 2, width = 2 * reach + 1;
    let sum = 0;
    for (let k = 0; k < SIDE; k++) line[k] = field[start + k * step];
    for (let k = -reach; k < SIDE; k++) {
      sum += k + reach < SIDE ? line[k + reach] : 0;
      if (k >= 0) field[start + k * step] = sum / width;
      if (k - reach >= 0) sum -= line[k - reach];
    }
  }

  function twoDensest(fields) { // the densest theme of each cell, and the next one
    const first = emptyField(), second = emptyField();
    for (const field of fields) {
      for (let k = 0; k < field.length; k++) {
        if (field[k] > first[k]) { second[k] = first[k]; first[k] = field[k]; }
        else if (field[k] > second[k]) second[k] = field[k];
      }
    }
    return { first, second };
  }

  function ownGround(own, { first, second }, level) { // above zero where a theme is densest and above the level
    const field = emptyField();
    for (let k = 0; k < own.length; k++) {
      const rival = own[k] === first[k] ? second[k] : first[k];
      field[k] = Math.sqrt(own[k]) - Math.sqrt(Math.max(level, rival));
    }
    return field;
  }

  function outline(field) { // marching squares: walks the border where the field is zero
    const next = new Map(), within = (cell) => field[cell] > 0;
    for (let y = 0; y < SIDE - 1; y++) {
      for (let x = 0; x < SIDE - 1; x++) {
        const cell = y * SIDE + x, below = cell + SIDE;
        const corners = within(cell) + 2 * within(cell + 1) + 4 * within(below + 1) + 8 * within(below);
        const edges = [2 * cell, 2 * (cell + 1) + 1, 2 * below, 2 * cell + 1], borders = BORDERS[corners];
        for (let k = 0; k < borders.length; k += 2) next.set(edges[borders[k]], edges[borders[k + 1]]);
      }
    }
    return rounded(next, (edge) => crossing(field, edge));
  }

  function crossing(field, edge) { // where the border meets an edge, in map coordinates
    const k = edge >> 1, other = edge & 1 ? k + SIDE : k + 1;
    const share = field[k] / (field[k] - field[other]);
    const x = k % SIDE + (edge & 1 ? 0 : share), y = Math.floor(k / SIDE) + (edge & 1 ? share : 0);
    return [(x - EDGE) * FULL / CELLS, (y - EDGE) * FULL / CELLS];
  }

  function rounded(next, place) { // a closed ring for each border, from the edge that follows each edge
    const path = new Path2D();
    while (next.size) {
      const points = [];
      for (let edge = next.keys().next().value; next.has(edge);) {
        const to = next.get(edge);
        next.delete(edge);
        points.push(place(edge));
        edge = to;
      }
      if (points.length > 3) addRing(path, points);
    }
    return path;
  }

  function addRing(path, points) { // through the middles, with the crossings as handles
    const middle = (a, b) => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    path.moveTo(...middle(points[points.length - 1], points[0]));
    points.forEach((point, k) => path.quadraticCurveTo(...point, ...middle(point, points[(k + 1) % points.length])));
    path.closePath();
  }

  KoemapMap.grounds = { groundsOf };
})(window.KoemapMap = window.KoemapMap || {});
