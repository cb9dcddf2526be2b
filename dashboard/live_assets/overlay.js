/* The overlay asks twice a second what may be shown, and shows nothing once nobody answers. */
(function () {
  "use strict";

  const EVERY = 500, PATIENCE = 2000, BLANK_AFTER = 5000; // milliseconds
  const LONG = 44; // letters of a question that needs a smaller type; Latin ones are half as wide
  const words = JSON.parse(document.getElementById("words").textContent);
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const part = (id) => document.getElementById(id);
  let heard = 0, shown = "";

  function say(key, values) {
    const chosen = values.n === 1 && words[`${key}_one`] ? `${key}_one` : key;
    return words[chosen].replace(/\{(\w+)\}/g, (hole, name) => (typeof values[name] === "number" ? numbers.format(values[name]) : values[name]));
  }

  function put(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  function width(text) {
    return [...text].reduce((sum, letter) => sum + (letter < "\u2000" ? 0.55 : 1), 0);
  }

  function blank() {
    part("overlay").hidden = true;
    shown = "";
  }

  function topic({ label, hue, people }) {
    const line = document.createElement("li"), swatch = document.createElement("span"), name = document.createElement("span"), n = document.createElement("b");
    swatch.className = `swatch hue-${hue}`;
    name.className = "name";
    name.dir = "auto";
    name.textContent = label;
    n.textContent = say("n_people", { n: people });
    line.append(swatch, name, n);
    return line;
  }

  function show(state) {
    const told = JSON.stringify(state);
    if (told === shown) return;
    shown = told;
    const { question, topics, people } = state, box = part("question");
    box.hidden = !question;
    box.classList.toggle("long", Boolean(question) && width(question.text) > LONG);
    put(box.querySelector(".words"), question ? question.text : "");
    put(box.querySelector(".alike"), question && question.people > 1 ? say("alike", { people: say("n_people", { n: question.people }) }) : "");
    part("rising").hidden = !topics.length;
    part("rising").querySelector("ol").replaceChildren(...topics.slice(0, 3).map(topic));
    part("people").hidden = !people;
    put(part("people"), people ? say("taking_part", { people: say("n_people", { n: people }) }) : "");
    part("overlay").hidden = false;
  }

  async function ask() {
    const control = new AbortController(), late = window.setTimeout(() => control.abort(), PATIENCE);
    try {
      const answer = await window.fetch("state.json", { signal: control.signal, cache: "no-store" });
      if (!answer.ok) throw new Error(String(answer.status));
      const state = await answer.json();
      heard = Date.now();
      if (state.stopped) blank();
      else show(state);
    } catch { /* the watch below sees how long it has been */ }
    window.clearTimeout(late);
    window.setTimeout(ask, EVERY);
  }

  window.setInterval(() => { if (Date.now() - heard >= BLANK_AFTER) blank(); }, 250);
  ask();
})();
