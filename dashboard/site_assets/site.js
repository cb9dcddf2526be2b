/* The published site: find my words, receipts, share. Nothing that is typed leaves the page. */
"use strict";
(function () {
  const FIRST = 20, MORE = 50;
  const SLICE = 8; // milliseconds of work after which a key may be answered
  const { fold, folded, receiptOf, element, marked } = window.KoemapWords;

  /* The comments that are at hand. The scripts with them come one after another once somebody is
     about to search; a report carries them in the page itself. */
  function Comments(box, grown) {
    const words = JSON.parse(box.dataset.words), rows = [], topics = [];
    const suffix = box.dataset.suffix, base = box.dataset.base, n_files = Number(box.dataset.files);
    let n_loaded = 0, asked = false, n_folded = 0;

    function add(chunk) {
      (chunk.topics || []).forEach(function (topic) { topics.push(topic); });
      chunk.rows.forEach(function (row) {
        rows.push({ receipt: row[0], text: row[1], where: row[2], page: row[3], point: row[4] });
      });
      grown();
    }

    function next() {
      if (n_loaded >= n_files) { grown(); return; }
      const script = element("script");
      script.src = "data/search-" + n_loaded + ".js";
      script.onload = function () { n_loaded += 1; next(); };
      script.onerror = function () { n_loaded = n_files; grown(); };
      document.head.append(script);
    }

    function adopt() {
      JSON.parse(box.dataset.topics).forEach(function (label) { topics.push([label, ""]); });
      document.querySelectorAll("[data-where]").forEach(function (one) {
        const point = one.dataset.point;
        rows.push({ receipt: one.id, from: one, where: Number(one.dataset.where), page: 1, point: point ? Number(point) : -1 });
      });
      grown();
    }

    function load() {
      if (asked) return;
      asked = true;
      if (n_files) next(); else adopt();
    }

    function textOf(row) {
      if (row.text === undefined) {
        const text = row.from.querySelector("blockquote");
        row.text = text ? text.textContent : "";
      }
      return row.text;
    }

    function wordsOf(row) {
      if (row.words === undefined) row.words = fold(textOf(row));
      return row.words;
    }

    /* Folds one comment ahead of any search; false when none is left. */
    function prepare() {
      if (n_folded >= rows.length) return false;
      wordsOf(rows[n_folded++]);
      return true;
    }

    function link(row) {
      if (!n_files) return "#" + row.receipt;
      if (row.where < -1) {
        return base + "receipt-" + row.receipt[0].toLowerCase() + suffix + "#" + row.receipt;
      }
      const slug = row.where < 0 ? "lone" : topics[row.where][1];
      return slug + (row.page > 1 ? "-page-" + row.page : "") + suffix + "#" + row.receipt;
    }

    function place(row) {
      return row.where >= 0 ? topics[row.where][0] : words.went[-1 - row.where];
    }

    function item(row, terms) {
      const line = element("li"), target = element("a");
      target.href = link(row);
      if (textOf(row)) target.append(marked(textOf(row), terms));
      const where = element("span", "where", place(row));
      const code = element("span", "code num", words.receipt + " " + row.receipt.replace(/(.{4})(?=.)/g, "$1-"));
      target.append(where, code);
      line.append(target);
      return line;
    }

    function whole() { return asked && n_loaded >= n_files; }

    return { words: words, rows: rows, add: add, load: load, whole: whole, prepare: prepare, textOf: textOf, wordsOf: wordsOf, link: link, item: item };
  }

  /* Looks through the comments and writes the lines a few milliseconds at a time, always after the
     picture with the letter just typed, so that typing is never held up. */
  function Search(box) {
    const comments = Comments(box, soon), words = comments.words, waiting = new Map();
    const input = box.querySelector("input"), status = box.querySelector("[role=status]");
    const list = document.querySelector(".results"), more = document.querySelector(".more");
    const share = document.querySelector("[data-share-search]");
    let sweep = sweepFor(""), written = sweep, shown = FIRST, timer = 0;

    function sweepFor(query) {
      return { query: query, code: receiptOf(query), terms: folded(query), at: 0, found: [], told: false };
    }

    function soon() { if (!timer) timer = setTimeout(work); }

    function work() {
      const end = performance.now() + SLICE;
      let busy = true;
      timer = 0;
      while (busy && performance.now() < end) busy = line() || step() || comments.prepare();
      answer();
      tell();
      if (busy) soon();
    }

    function unfinished() { return Boolean(sweep.query) && sweep.at < comments.rows.length; }

    /* Looks at one more comment; false when none is left. */
    function step() {
      if (!unfinished()) return false;
      const row = comments.rows[sweep.at++], coded = sweep.code && row.receipt.startsWith(sweep.code);
      if (coded) { sweep.found.unshift(row); written = null; }
      else if (sweep.terms.length && holds(row)) sweep.found.push(row);
      return true;
    }

    function holds(row) {
      const said = comments.wordsOf(row);
      return sweep.terms.every(function (term) { return said.includes(term); });
    }

    /* Writes one more line; those of the search before go when there is something to put there. */
    function line() {
      if (written !== sweep) {
        if (!sweep.found.length && unfinished()) return false;
        list.replaceChildren();
        written = sweep;
      }
      const n = list.children.length;
      if (n >= Math.min(shown, sweep.found.length)) return false;
      list.append(comments.item(sweep.found[n], sweep.terms));
      return true;
    }

    function tell() {
      const n = sweep.found.length, done = !unfinished() && comments.whole();
      const count = (n === 1 ? words.one : words.found).replace("{n}", n.toLocaleString(document.documentElement.lang));
      const text = !sweep.query ? "" : !done ? words.loading : n ? count : words.none;
      if (status.textContent !== text) status.textContent = text;
      more.hidden = n <= shown;
      share.hidden = !n;
      if (done || !sweep.query) light();
    }

    /* Tells the map, where there is one, once for each search. */
    function light() {
      if (sweep.told) return;
      sweep.told = true;
      const points = new Set(sweep.found.map(function (row) { return row.point; }));
      points.delete(-1);
      document.dispatchEvent(new CustomEvent("koemap-found", { detail: sweep.query ? Array.from(points) : null }));
    }

    function run() {
      const query = input.value.trim();
      if (query === sweep.query) return;
      sweep = sweepFor(query);
      shown = FIRST;
      requestAnimationFrame(soon);
    }

    /* The comment of that receipt, undefined when there is none. */
    function row(receipt) {
      comments.load();
      soon();
      return new Promise(function (resolve) { waiting.set(receipt, resolve); });
    }

    function answer() {
      waiting.forEach(function (resolve, receipt) {
        const found = comments.rows.find(function (one) { return one.receipt === receipt; });
        if (!found && !comments.whole()) return;
        waiting.delete(receipt);
        resolve(found && { point: found.point, text: comments.textOf(found), link: comments.link(found) });
      });
    }

    function fromAddress() {
      const match = /^#q=(.+)$/.exec(location.hash);
      if (!match) return;
      try { input.value = decodeURIComponent(match[1]); } catch (error) { return; }
      comments.load();
      run();
    }

    input.addEventListener("focus", comments.load);
    input.addEventListener("input", function () { comments.load(); run(); });
    input.addEventListener("keydown", function (event) { if (event.key === "Enter" && !event.isComposing) input.blur(); });
    more.addEventListener("click", function () {
      const last = list.children.length;
      shown += MORE;
      while (line()) { /* all of them at once: the keyboard goes on there */ }
      tell();
      if (list.children[last]) list.children[last].firstChild.focus();
    });
    share.addEventListener("click", function () {
      const there = location.href.split("#")[0] + "#q=" + encodeURIComponent(input.value.trim());
      history.replaceState(null, "", there);
      give(there, document.title, share, words.copied);
    });
    window.addEventListener("hashchange", fromAddress);
    window.KoemapSearch = { add: comments.add, row: row };
    box.hidden = false;
    document.querySelector("[data-without-script]").hidden = true;
    fromAddress();
  }

  /* Hand an address to the phone's own share sheet, or copy it. */
  function give(address, title, button, done) {
    if (navigator.share) { navigator.share({ title: title, url: address }).catch(function () {}); return; }
    if (!navigator.clipboard) return;
    navigator.clipboard.writeText(address).then(function () { button.textContent = done; }, function () {});
  }

  const box = document.querySelector("[data-find]");
  if (box) Search(box);
  document.querySelectorAll("button[data-share]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      give(location.href, document.title, button, button.dataset.share);
    });
  });
})();
