/* The flow of the meeting by the minute, with applause and laughter below, and what happened. */
(function (desk) {
  "use strict";

  const { say, make, drawn, part, put } = desk;
  const MOST = 60, LEAST = 10, STEP = 14, BAR = 10, HEIGHT = 32, BELOW = 16, AXIS = 11, LEAST_WIDTH = 120, LAST = 3;
  const happened = part("all-happenings");
  let known = "";

  function bars(minutes) {
    const most = Math.max(5, ...minutes.map((one) => one.n));
    const loudest = Math.max(1, ...minutes.map((one) => Math.max(one.applause, one.laughter)));
    return minutes.flatMap((one, at) => {
      const tall = one.n ? Math.max(2, (one.n / most) * HEIGHT) : 0, x = at * STEP;
      const parts = [drawn("rect", { class: "n", x, y: HEIGHT - tall, width: BAR, height: tall })];
      const mark = (n, name, y) => n && parts.push(drawn("circle", { class: name, cx: x + BAR / 2, cy: HEIGHT + y, r: 1.5 + 1.7 * Math.sqrt(n / loudest) }));
      mark(one.applause, "applause", 5);
      mark(one.laughter, "laughter", 12);
      return parts;
    });
  }

  function whole(known) { // the last hour, also the minutes in which nobody wrote
    const by = new Map(known.map((one) => [one.minute, one])), last = Math.max(...by.keys());
    const first = Math.max(Math.min(...by.keys()), last - room() + 1);
    return Array.from({ length: last - first + 1 }, (_, n) => by.get(first + n) || { minute: first + n, n: 0, applause: 0, laughter: 0 });
  }

  function room() { return Math.max(LEAST, Math.min(MOST, Math.floor(part("flow").clientWidth / STEP))); }

  function told(minutes) {
    const sum = (name) => minutes.reduce((n, one) => n + one[name], 0);
    const at = (one) => desk.span(one.minute * 60);
    return say("flow_told", { from: at(minutes[0]), to: at(minutes[minutes.length - 1]), most: Math.max(...minutes.map((one) => one.n)), applause: sum("applause"), laughter: sum("laughter") });
  }

  function draw() {
    const minutes = desk.known.flow.length ? whole(desk.known.flow) : [], now = JSON.stringify(minutes);
    if (now === known) return;
    known = now;
    const box = part("flow");
    if (!minutes.length) {
      box.replaceChildren();
      return;
    }
    const width = Math.max(LEAST_WIDTH, minutes.length * STEP), height = HEIGHT + BELOW + AXIS;
    box.replaceChildren(drawn("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": told(minutes) }, ...bars(minutes), ...axis(minutes)));
  }

  function axis(minutes) { // when the first of them began, and which is the last
    const y = HEIGHT + BELOW + AXIS - 2, end = minutes.length * STEP - (STEP - BAR), isShort = end < LEAST_WIDTH;
    const from = desk.span(minutes[0].minute * 60), to = desk.span(minutes[minutes.length - 1].minute * 60);
    const last = isShort && minutes.length === 1 ? "" : to;
    const words = desk.topics.isStill() ? last : say("flow_now", { at: to });
    return [drawn("text", { x: 0, y }, from), drawn("text", { x: isShort ? LEAST_WIDTH : end, y, "text-anchor": "end" }, words)];
  }

  /* The last of what happened, and all of it for who opens the list. */
  function happening(element, one) {
    element.replaceChildren(make("time", { dateTime: one.at, className: "num" }, one.whole ? desk.clock(one.at) : desk.minute(one.at)), " ", make("span", { dir: "auto" }, one.line));
  }

  function lines(some, whole) { // the newest first
    return some.map((one) => ({ key: `${one.at} ${one.line}`, whole, ...one })).reverse();
  }

  function drawHappenings() {
    const all = desk.known.happenings;
    desk.keep(part("happenings"), lines(all.slice(-LAST), false), () => make("li"), happening);
    happened.hidden = !all.length;
    put(happened.firstElementChild, say("all_happenings", { n: all.length }));
    if (happened.open) desk.keep(happened.lastElementChild, lines(all, true), () => make("li"), happening);
  }

  happened.addEventListener("toggle", drawHappenings);
  happened.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      happened.open = false;
      happened.firstElementChild.focus();
    } else if (!["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.stopPropagation(); // these keys scroll the list, and are of no row
  });
  desk.listen(draw);
  desk.listen(drawHappenings);
})(window.KoemapDesk);
