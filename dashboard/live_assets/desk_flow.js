/* The flow of the meeting by the minute, with applause and laughter below, and what happened. */
(function (desk) {
  "use strict";

  const { say, make, drawn, part } = desk;
  const MOST = 60, LEAST = 10, STEP = 14, BAR = 10, HEIGHT = 32, BELOW = 16, AXIS = 11, LEAST_WIDTH = 120;
  let known = "";

  function bars(minutes) {
    const most = Math.max(5, ...minutes.map((one) => one.n));
    const loudest = Math.max(1, ...minutes.map((one) => Math.max(one.applause, one.laughter)));
    return minutes.flatMap((one, at) => {
      const tall = one.n ? Math.max(2, (one.n / most) * HEIGHT) : 0, x = at * STEP;
      const parts = [drawn("rect", { class: `n ${look(one.topic)}`, x, y: HEIGHT - tall, width: BAR, height: tall })];
      const mark = (n, name, y) => n && parts.push(drawn("circle", { class: name, cx: x + BAR / 2, cy: HEIGHT + y, r: 1.5 + 1.7 * Math.sqrt(n / loudest) }));
      mark(one.applause, "applause", 5);
      mark(one.laughter, "laughter", 12);
      return parts;
    });
  }

  function whole(known) { // the last hour, also the minutes in which nobody wrote
    const by = new Map(known.map((one) => [one.minute, one])), last = Math.max(...by.keys());
    const first = Math.max(Math.min(...by.keys()), last - room() + 1);
    return Array.from({ length: last - first + 1 }, (_, n) => by.get(first + n) || { minute: first + n, n: 0, applause: 0, laughter: 0, topic: "" });
  }

  function room() { return Math.max(LEAST, Math.min(MOST, Math.floor(part("flow").clientWidth / STEP))); }

  function look(id) { // only what is rising has its colour
    if (desk.topics.isStill()) return "";
    const topic = desk.known.topics.find((one) => one.id === id);
    return topic && topic.rising ? `hue-${topic.hue}` : "";
  }

  function nameOf(id) {
    const topic = desk.known.topics.find((one) => one.id === id);
    return topic ? desk.topics.named(topic).label : "";
  }

  /* Which topics the coloured bars are of. */
  function legend(minutes) {
    const ids = [...new Set(minutes.map((one) => one.topic))];
    const rising = desk.known.topics.filter((topic) => ids.includes(topic.id) && look(topic.id)).map(desk.topics.named);
    const box = part("flow-topics");
    box.hidden = !rising.length;
    box.replaceChildren(say("flow_coloured"), ...rising.map((topic) => make("span", { className: look(topic.id) }, make("i", {}), make("span", { dir: "auto" }, topic.label))));
  }

  function told(minutes) {
    const sum = (name) => minutes.reduce((n, one) => n + one[name], 0);
    const at = (one) => desk.span(one.minute * 60);
    return say("flow_told", { from: at(minutes[0]), to: at(minutes[minutes.length - 1]), most: Math.max(...minutes.map((one) => one.n)), applause: sum("applause"), laughter: sum("laughter") });
  }

  function draw() {
    const minutes = desk.known.flow.length ? whole(desk.known.flow) : [], now = JSON.stringify(minutes.map((one) => [one, look(one.topic), nameOf(one.topic)]));
    if (now === known) return;
    known = now;
    legend(minutes);
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

  function drawHappenings() {
    const last = desk.known.happenings.slice(-3).reverse();
    desk.keep(part("happenings"), last.map((one) => ({ key: `${one.at} ${one.line}`, ...one })), () => make("li"), (element, one) => {
      element.replaceChildren(make("time", { dateTime: one.at, className: "num" }, desk.minute(one.at)), " ", make("span", { dir: "auto" }, one.line));
    });
  }

  desk.listen(draw);
  desk.listen(drawHappenings);
})(window.KoemapDesk);
