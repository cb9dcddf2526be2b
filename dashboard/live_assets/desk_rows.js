/* How one message looks in the inbox and in the queue. */
(function (desk) {
  "use strict";

  const { say, make, put } = desk;
  const MUCH = 5; // messages of one person, from which on each tells how many there were
  const LONGEST = 8; // telling words of a row
  const LONGEST_SHOWN = 280; // characters that an audience is shown, as dashboard.live.lines has it
  const HIDING = /[\s・.,_*\-\u200d]/gu; // what may stand between the letters of a word, and the end of one that is cut
  const graphemes = window.Intl.Segmenter && new window.Intl.Segmenter("ja", { granularity: "grapheme" });

  function letters(text) {
    return graphemes ? Array.from(graphemes.segment(text), (one) => one.segment) : [...text];
  }

  /* The text in one width and without what hides a word, and where each letter of that stands. */
  function asRead(text) {
    const at = [];
    let plain = "", place = 0;
    for (const letter of letters(text)) {
      const told = letter.normalize("NFKC").replace("’", "'").replace(HIDING, "");
      plain += told;
      for (let n = 0; n < told.length; n += 1) at.push([place, place + letter.length]);
      place += letter.length;
    }
    return { plain, at };
  }

  /* The text in pieces, with the words that told marked. */
  function marked(text, words) {
    const telling = words.map((word) => asRead(word).plain).filter(Boolean).sort((a, b) => b.length - a.length).slice(0, LONGEST);
    if (!telling.length) return [text];
    const { plain, at } = asRead(text), pieces = [];
    let done = 0, read = 0;
    for (;;) {
      const found = telling.map((word) => [plain.indexOf(word, read), word.length]).filter(([start]) => start >= 0).sort((a, b) => a[0] - b[0])[0];
      if (!found) return [...pieces, text.slice(done)];
      read = found[0] + found[1];
      const begin = Math.max(done, at[found[0]][0]), end = Math.max(done, at[read - 1][1]);
      pieces.push(text.slice(done, begin), make("mark", {}, text.slice(begin, end)));
      done = end;
    }
  }

  /* The text as an audience is shown it, which who decides about it has to see. */
  function shown(text) {
    const letters = [...text];
    return letters.length > LONGEST_SHOWN ? `${letters.slice(0, LONGEST_SHOWN - 1).join("").trimEnd()}…` : text;
  }

  function sizes(row) { // how many say nearly the same
    return { n: row.copies, people: row.people };
  }

  function alike(row) {
    const { n, people } = sizes(row);
    return n > 1 ? say("copies", { n, people: desk.people(people) }) : "";
  }

  function kindTag(kind) { // an opinion is what most are
    return !kind || kind === "opinion" ? "" : make("span", { className: `tag ${kind === "question" ? "question" : ""}` }, say(`kind_${kind}`));
  }

  function flagTag(flag) {
    const words = flag.words.join(" ").slice(0, 40);
    const told = words ? say("flag_words", { flag: say(`flag_${flag.name}`), words }) : say(`flag_${flag.name}`);
    return make("span", { className: `tag ${["attack", "distress"].includes(flag.name) ? "stop" : "warn"}`, dir: "auto" }, told);
  }

  /* All that a row tells; it is drawn anew when any of it changes. */
  function told(key, row, more) {
    const state = desk.state(row.id);
    return {
      key, id: row.id, at: row.at, gone: row.gone, kind: row.kind, flags: row.gone ? [] : row.flags,
      text: row.gone ? "" : more.selected && !more.open ? shown(row.text) : row.text,
      alike: alike(row), nth: row.who && row.nth >= MUCH ? row.nth : 0,
      state, by: state === row.state ? row.by : desk.by,
      edited: (row.edited && state === "held") || (row.reworded && state === "received"),
      claim: desk.claimOf(row.id), wrong: desk.wrongOf(row.id), unsent: desk.isUnsent(row.id), ...more,
    };
  }

  function create() { // the button stays, whatever else changes under the pointer
    const row = make("div", { className: "row", role: "row", tabIndex: -1 });
    const who = make("button", { type: "button", className: "who", tabIndex: -1, title: say("key_person"), hidden: true });
    row.append(make("div", { className: "at", role: "gridcell" }), make("div", { className: "what", role: "gridcell" }, make("div"), who), make("div", { className: "tags", role: "gridcell" }));
    return row;
  }

  function fill(element, one) {
    const [at, cell, tags] = element.children, [what, who] = cell.children;
    element.dataset.id = one.id;
    element.dataset.state = one.state;
    element.setAttribute("aria-selected", String(one.selected));
    element.tabIndex = one.selected ? 0 : -1;
    element.className = ["row", one.selected ? "on" : "", one.done ? "is-done" : "", one.copy ? "copy" : "", one.open ? "open" : ""].filter(Boolean).join(" ");
    at.replaceChildren(make("time", { dateTime: one.at }, desk.clock(one.at)));
    const words = one.flags.flatMap((flag) => flag.words);
    const text = one.gone || !one.text ? make("p", { className: "soft" }, say(one.gone ? "gone" : "no_letters")) : make("p", { className: "text", dir: "auto" }, ...marked(one.text, words));
    what.replaceChildren(text);
    if (one.joined) what.append(make("p", { className: "soft" }, say("joined")));
    else if (one.alike && !one.copy) what.append(make("p", { className: "soft alike" }, one.alike));
    who.hidden = !one.nth || one.gone;
    put(who, say("nth", { n: one.nth }));
    if (one.edited) what.append(make("p", { className: "changed" }, say("text_changed")));
    if (one.claim) what.append(make("p", { className: "claim" }, one.claim));
    if (one.wrong) what.append(make("p", { className: "wrong" }, one.wrong));
    tags.replaceChildren(...one.flags.map(flagTag), kindTag(one.kind), ...stateTag(one));
  }

  function stateTag(one) {
    const state = say(`state_${one.state}`);
    const parts = [];
    if (one.state !== "received") {
      parts.push(make("span", { className: `tag state ${one.state}` }, one.by ? say("state_by", { state, by: desk.named(one.by) }) : state));
    }
    return [...parts, ...unsentTag(one)];
  }

  function unsentTag(one) { return one.unsent ? [make("span", { className: "tag warn" }, say("unsent_row"))] : []; }

  Object.assign(desk, { rowTold: told, rowCreate: create, rowFill: fill, unsentTag, alike, sizes });
})(window.KoemapDesk);
