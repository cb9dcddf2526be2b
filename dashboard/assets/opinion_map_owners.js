/* Owners: whose dots lie where. A name says whose the dots below it are, so it touches some of its
   topic, more than of any other, and does not hide the island of another. dashboard/lettering.py
   holds the same rule for pictures without a browser. */
(function (KoemapMap) {
  "use strict";

  const CELLS = 128, CELL = 9; // along each axis of the map; a cell is 2 to the power of this long
  const MOST = 20000; // dots looked at
  const TOUCH = 1; // pixel; a box is a little wider than its name
  const HIDDEN = 1 / 3; // of the dots of another topic
  const PLAIN = 0.6; // of the dots a name touches; with so many of its own nobody looks further

  /* The dots of topics sorted by cell, each with the number of its run, which is that of its topic. */
  function ownersOf({ places, runs, n }) {
    const stride = Math.max(1, Math.ceil(n / MOST)), seen = [];
    runs.forEach((run, owner) => {
      if (run.topic) for (let i = run.from; i < run.to; i += stride) seen.push([i, owner]);
    });
    const cell = ([i]) => (places[2 * i + 1] >> CELL) * CELLS + (places[2 * i] >> CELL);
    seen.sort((a, b) => cell(a) - cell(b) || a[0] - b[0]);
    const starts = new Uint32Array(CELLS * CELLS + 1), totals = new Uint32Array(runs.length);
    for (const one of seen) { starts[cell(one) + 1]++; totals[one[1]]++; }
    for (let c = 0; c < CELLS * CELLS; c++) starts[c + 1] += starts[c];
    return {
      starts, totals, touched: new Uint32Array(runs.length), owner: Uint16Array.from(seen, (one) => one[1]),
      x: Uint16Array.from(seen, ([i]) => places[2 * i]), y: Uint16Array.from(seen, ([i]) => places[2 * i + 1]),
    };
  }

  function countTouched({ starts, touched, owner, x, y }, { scale, left, top }, box) {
    const across = box.width / 2 + TOUCH, down = box.height / 2 + TOUCH;
    const west = (box.x - across - left) / scale, east = (box.x + across - left) / scale;
    const north = (box.y - down - top) / scale, south = (box.y + down - top) / scale;
    const clip = (value) => Math.min(CELLS - 1, Math.max(0, value >> CELL));
    touched.fill(0);
    for (let row = clip(north); row <= clip(south); row++) {
      const end = starts[row * CELLS + clip(east) + 1];
      for (let k = starts[row * CELLS + clip(west)]; k < end; k++) {
        if (x[k] >= west && x[k] <= east && y[k] >= north && y[k] <= south) touched[owner[k]]++;
      }
    }
  }

  function ownShare(owners, view, owner, box) { // of the dots the box touches; 0 where it would name others
    countTouched(owners, view, box);
    const { touched, totals } = owners, own = touched[owner];
    let all = 0;
    for (let k = 0; k < touched.length; k++) {
      if (k !== owner && (touched[k] >= own || touched[k] > HIDDEN * totals[k])) return 0;
      all += touched[k];
    }
    return all ? own / all : 0;
  }

  function bestBox(owners, view, owner, boxes) { // the first that plainly names its dots, else the plainest
    let best = null, most = 0;
    for (const box of boxes) {
      const share = ownShare(owners, view, owner, box);
      if (share > most) [best, most] = [box, share];
      if (most >= PLAIN) break;
    }
    return best;
  }

  KoemapMap.owners = { ownersOf, bestBox };
})(window.KoemapMap = window.KoemapMap || {});
