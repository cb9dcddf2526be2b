/* The public live page: what is being discussed now. It asks its own folder every two seconds or so
   whether the small file has changed, less often in a tab that is not looked at or after failures. After
   a minute without a sign that somebody keeps the page it shows nothing of what was said. */
(function () {
  "use strict";

  const EVERY = 2000, JITTER = 600, HIDDEN = 10000, LONGEST = 30000, PATIENCE = 8000; // milliseconds
  const SIGN = "live_sign.js", SIGN_EVERY = 15000, SILENT = 60000; // milliseconds
  const FAILURES = 3; // after so many it says that nothing new comes
  const page = document.body.dataset, part = (id) => document.getElementById(id);
  const both = JSON.parse(part("words").textContent);
  const chosen = new URLSearchParams(window.location.search).get("lang");
  const language = both[chosen] ? chosen : document.documentElement.lang;
  const words = both[language], isFile = window.location.protocol === "file:";
  const numbers = new Intl.NumberFormat(language);
  const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", timeZone: page.zone });
  const minute = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: page.zone });
  let failures = 0, shown = "", timer = 0, last = null, drawn = {}, young = false;
  let sign = "", heard = -Infinity, due = 0; // the last sign, when it was heard, when to ask for the next

  function say(key, values) {
    const given = values || {};
    const one = given.n === 1 && words[`${key}_one`] ? `${key}_one` : key;
    return words[one].replace(/\{(\w+)\}/g, (hole, name) => (typeof given[name] === "number" ? numbers.format(given[name]) : given[name]));
  }

  const people = (n) => say("n_people", { n });

  function make(tag, className, ...inside) { // text never becomes markup
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...inside.filter((piece) => piece !== ""));
    return made;
  }

  function auto(element) {
    element.dir = "auto";
    return element;
  }

  function put(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  function speak() { // the page in the language that was chosen
    const other = language === "ja" ? "en" : "ja";
    document.documentElement.lang = language;
    for (const element of document.querySelectorAll("[data-say]")) put(element, say(element.dataset.say));
    Object.assign(part("other"), { href: `?lang=${other}`, lang: other, hreflang: other });
    put(part("other"), say("other_language"));
    put(part("updated"), say("loading"));
    document.title = say("title", { title: page.title });
  }

  function topicRow({ label, hue, people: n, rising }) {
    const name = make("span", "", auto(make("span", "name", label)), rising ? make("span", "rising", say("rising")) : "");
    return make("li", "", make("span", `swatch hue-${hue}`), name, make("b", "", people(n)));
  }

  function comment(one) {
    const small = make("small", "", one.at ? make("time", "", minute.format(new Date(one.at))) : "", one.topic ? auto(make("span", "", one.topic)) : "", one.people > 1 ? make("span", "", say("alike", { people: people(one.people) })) : "");
    return make("li", "", auto(make("p", "text", one.text)), small);
  }

  function now({ now: question, topic }) {
    const parts = [];
    if (question) {
      parts.push(make("p", "soft", say("question")), auto(make("p", "question", question.text)));
      if (question.people > 1) parts.push(make("p", "soft", say("alike", { people: people(question.people) })));
    }
    if (topic) parts.push(make("p", "soft", say("topic")), make("p", "of-topic", make("span", `swatch hue-${topic.hue}`), auto(make("span", "", topic.label))));
    return parts.length ? parts : [make("p", "soft", say("nothing_now"))];
  }

  /* The age of a first sign is told by the clock of its host; each other one is new, whatever the clocks say. */
  function hear(told, hostTime) {
    if (!told || told === sign) return;
    heard = Date.now() - (sign ? 0 : Math.abs(hostTime - Date.parse(told)));
    sign = told;
  }

  const isSilent = () => !(Math.abs(Date.now() - heard) < SILENT);

  function show(state) {
    last = state;
    failures = 0;
    draw();
  }

  function draw() {
    drawn = last && isSilent() ? { ...last, now: null, topic: null, topics: [], comments: [], stopped: false, over: true } : last || {};
    const told = JSON.stringify(drawn);
    if (last && told !== shown) fill(drawn);
    shown = told;
    notice();
  }

  function fill(state) {
    put(part("title"), state.title);
    put(part("updated"), say("updated", { at: clock.format(new Date(state.at)) }));
    put(part("people"), state.people ? say("taking_part", { people: people(state.people) }) : "");
    part("now").querySelector("div").replaceChildren(...now(state));
    part("topics").replaceChildren(...state.topics.map(topicRow));
    part("no-topics").hidden = state.topics.length > 0;
    part("comments").replaceChildren(...state.comments.map(comment));
    part("no-comments").hidden = state.comments.length > 0;
  }

  function notice() {
    const stale = failures >= FAILURES ? say("stale") : "", saved = isFile && !drawn.over ? say("saved") : "";
    put(part("notice"), saved || stale || (drawn.over ? say("over") : drawn.stopped ? say("stopped") : ""));
  }

  function isYoung(headers) { // a host that knows whole seconds only may miss another change in this one
    return Date.parse(headers.get("Date")) - Date.parse(headers.get("Last-Modified")) < 2000;
  }

  async function askForSign(signal) {
    if (performance.now() < due) return;
    const answer = await window.fetch(SIGN, { signal, cache: "no-store" });
    if (answer.ok) hear((await answer.text()).split('"')[1], Date.parse(answer.headers.get("Date")) || Date.now());
    due = performance.now() + SIGN_EVERY;
  }

  async function ask() {
    window.clearTimeout(timer);
    const control = new AbortController(), late = window.setTimeout(() => control.abort(), PATIENCE);
    try {
      await askForSign(control.signal);
      // of this file the browser itself asks only whether it has changed
      const answer = await window.fetch("live.json", { signal: control.signal, cache: young ? "reload" : "no-cache" });
      if (!answer.ok) throw new Error(String(answer.status));
      young = isYoung(answer.headers);
      show(await answer.json());
    } catch {
      failures += 1;
      draw();
    }
    window.clearTimeout(late);
    const pause = document.hidden ? HIDDEN : failures < FAILURES ? EVERY : Math.min(LONGEST, EVERY * 2 ** (failures - FAILURES + 1));
    timer = window.setTimeout(ask, pause + Math.random() * JITTER);
  }

  function load(name) {
    const script = document.createElement("script");
    script.src = `${page.assets}${name}?${Date.now()}`;
    return new Promise((done) => {
      for (const end of ["load", "error"]) script.addEventListener(end, done);
      document.body.append(script);
    }).then(() => script.remove());
  }

  async function read() { // of a file, which may not ask for another
    await load(SIGN);
    hear(window.koemapSign, Date.now());
    await load("live_data.js");
    if (window.koemapLive) show(window.koemapLive);
    else notice();
    window.setTimeout(read, SIGN_EVERY);
  }

  speak();
  document.addEventListener("visibilitychange", () => { if (!document.hidden && !isFile) ask(); });
  window.addEventListener("online", () => { if (!isFile) ask(); });
  if (isFile) read();
  else ask();
})();
