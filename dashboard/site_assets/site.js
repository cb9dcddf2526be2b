/* The published site: find my words, receipts, share. Nothing that is typed leaves the page. */
"use strict";
(function () {
  const FIRST = 20, MORE = 50, AROUND = 60, LONGEST = 140;
  const IGNORED = /[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
  const CLUSTER = /[^][\u3099\u309a\uff9e\uff9f\p{M}]*/gu;
  const RECEIPT = /^[0-9A-HJKMNP-TV-Z]{8,}$/;

  function katakana(letter) { return String.fromCharCode(letter.charCodeAt(0) - 0x60); }

  /* What two spellings of the same words have in common: width, case, kana and spaces are gone. */
  function fold(text) {
    return text.normalize("NFKC").toLowerCase()
      .replace(/[\u30a1-\u30f6]/g, katakana).replace(IGNORED, "");
  }

  function folded(query) { return query.split(/\s+/).map(fold).filter(Boolean); }

  function receiptOf(query) {
    const code = query.normalize("NFKC").toUpperCase().replace(/[\s-]/g, "")
      .replace(/O/g, "0").replace(/[IL]/g, "1");
    return RECEIPT.test(code) ? code : "";
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  /* The clusters of the text, and for each letter of its folded form the cluster it came from. */
  function aligned(text) {
    const clusters = text.match(CLUSTER) || [], from = [];
    let whole = "";
    clusters.forEach(function (cluster, number) {
      const part = fold(cluster);
      whole += part;
      for (let n = 0; n < part.length; n++) from.push(number);
    });
    return { clusters: clusters, from: from, whole: whole };
  }

  function matched(text, terms) {
    const found = aligned(text), hit = new Set();
    terms.forEach(function (term) {
      for (let at = found.whole.indexOf(term); at >= 0; at = found.whole.indexOf(term, at + 1)) {
        for (let n = at; n < at + term.length; n++) hit.add(found.from[n]);
      }
    });
    return { clusters: found.clusters, hit: hit };
  }

  /* The text with its matches marked; of a long one, what stands around the first match. */
  function marked(text, terms) {
    const found = matched(text, terms), line = element("span", "text");
    const first = found.hit.size ? Math.min.apply(null, Array.from(found.hit)) : 0;
    const long = found.clusters.length > LONGEST;
    const start = long ? Math.max(0, first - AROUND) : 0;
    const end = long ? Math.min(found.clusters.length, start + LONGEST) : found.clusters.length;
    if (start) line.append("…");
    for (let n = start; n < end;) {
      const lit = found.hit.has(n);
      let piece = "";
      while (n < end && found.hit.has(n) === lit) piece += found.clusters[n++];
      line.append(lit ? element("mark", "", piece) : piece);
    }
    if (end < found.clusters.length) line.append("…");
    return line;
  }

  function Search(box) {
    const words = JSON.parse(box.dataset.words), rows = [], topics = [];
    const suffix = box.dataset.suffix, base = box.dataset.base, n_files = Number(box.dataset.files);
    const input = box.querySelector("input"), status = box.querySelector("[role=status]");
    const list = box.querySelector("ol"), more = box.querySelector(".more");
    const share = box.querySelector("[data-share-search]");
    let n_loaded = 0, asked = false, shown = FIRST;

    function add(chunk) {
      (chunk.topics || []).forEach(function (topic) { topics.push(topic); });
      chunk.rows.forEach(function (row) {
        rows.push({ receipt: row[0], text: row[1], where: row[2], page: row[3], words: fold(row[1]) });
      });
    }

    function next() {
      if (n_loaded >= n_files) { run(); return; }
      const script = element("script");
      script.src = "data/search-" + n_loaded + ".js";
      script.onload = function () { n_loaded += 1; run(); next(); };
      script.onerror = function () { n_loaded = n_files; run(); };
      document.head.append(script);
    }

    function load() {
      if (asked) return;
      asked = true;
      if (n_files) next(); else adopt();
    }

    /* A report carries its comments in the page itself. */
    function adopt() {
      const labels = JSON.parse(box.dataset.topics);
      labels.forEach(function (label) { topics.push([label, ""]); });
      document.querySelectorAll("[data-where]").forEach(function (one) {
        const text = one.querySelector("blockquote");
        add({ rows: [[one.id, text ? text.textContent : "", Number(one.dataset.where), 1]] });
      });
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
      if (row.text) target.append(marked(row.text, terms));
      const where = element("span", "where", place(row));
      const code = element("span", "code num", words.receipt + " " + row.receipt.replace(/(.{4})(?=.)/g, "$1-"));
      target.append(where, code);
      line.append(target);
      return line;
    }

    function find(query) {
      const code = receiptOf(query), terms = folded(query);
      const coded = code ? rows.filter(function (row) { return row.receipt.startsWith(code); }) : [];
      const said = terms.length ? rows.filter(function (row) {
        return terms.every(function (term) { return row.words.includes(term); });
      }) : [];
      return { found: coded.concat(said), terms: terms };
    }

    function tell(n) {
      const whole = n_loaded >= n_files;
      if (!n && !whole) return words.loading;
      if (!n) return words.none;
      return (n === 1 ? words.one : words.found).replace("{n}", n.toLocaleString(document.documentElement.lang));
    }

    function run() {
      const query = input.value.trim(), result = query ? find(query) : { found: [], terms: [] };
      const lines = result.found.slice(0, shown).map(function (row) { return item(row, result.terms); });
      list.replaceChildren.apply(list, lines);
      status.textContent = query ? tell(result.found.length) : "";
      more.hidden = result.found.length <= shown;
      share.hidden = !result.found.length;
    }

    function fromAddress() {
      const match = /^#q=(.+)$/.exec(location.hash);
      if (!match) return;
      try { input.value = decodeURIComponent(match[1]); } catch (error) { return; }
      load();
      run();
    }

    input.addEventListener("focus", load);
    input.addEventListener("input", function () { load(); shown = FIRST; run(); });
    input.addEventListener("keydown", function (event) { if (event.key === "Enter" && !event.isComposing) input.blur(); });
    more.addEventListener("click", function () {
      const last = list.children.length;
      shown += MORE;
      run();
      if (list.children[last]) list.children[last].firstChild.focus();
    });
    share.addEventListener("click", function () {
      const there = location.href.split("#")[0] + "#q=" + encodeURIComponent(input.value.trim());
      history.replaceState(null, "", there);
      give(there, document.title, share, words.copied);
    });
    window.addEventListener("hashchange", fromAddress);
    window.KoemapSearch = { add: add };
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
