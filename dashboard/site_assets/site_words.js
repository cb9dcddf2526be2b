/* How the published site compares words however they are spelled, and shows where they stand. */
"use strict";
window.KoemapWords = (function () {
  const AROUND = 60, LONGEST = 140;
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

  const foldedClusters = new Map(); // few clusters make up most texts

  function foldCluster(cluster) {
    if (!foldedClusters.has(cluster)) foldedClusters.set(cluster, fold(cluster));
    return foldedClusters.get(cluster);
  }

  /* The clusters of the text, and for each letter of its folded form the cluster it came from. */
  function aligned(text) {
    const clusters = text.match(CLUSTER) || [], from = [];
    let whole = "";
    clusters.forEach(function (cluster, number) {
      const part = foldCluster(cluster);
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

  return { fold: fold, folded: folded, receiptOf: receiptOf, element: element, marked: marked };
})();
