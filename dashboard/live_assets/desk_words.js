/* What all parts of the desk use: its words, numbers and times as they are told, and elements. */
window.KoemapDesk = {};
(function (desk) {
  "use strict";

  const words = JSON.parse(document.getElementById("words").textContent);
  const language = document.documentElement.lang;
  const page = document.body.dataset;
  const numbers = new Intl.NumberFormat(language);
  const times = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: page.zone };
  const toSecond = new Intl.DateTimeFormat("en-GB", { ...times, second: "2-digit" });
  const toMinute = new Intl.DateTimeFormat("en-GB", times);

  function say(key, values) { // "n" chooses between one and many
    const given = values || {};
    const chosen = given.n === 1 && words[`${key}_one`] ? `${key}_one` : key;
    return words[chosen].replace(/\{(\w+)\}/g, (hole, name) => {
      const value = given[name];
      return typeof value === "number" ? numbers.format(value) : value === undefined ? hole : String(value);
    });
  }

  function span(seconds) { // 1:12:44, or 2:10 below an hour
    const whole = Math.max(0, Math.floor(seconds));
    const two = (n) => String(n).padStart(2, "0");
    const hours = Math.floor(whole / 3600), minutes = Math.floor(whole / 60) % 60;
    return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
  }

  function long(seconds) { // 4 h 10 min
    const minutes = Math.max(0, Math.floor(seconds / 60));
    const told = { h: Math.floor(minutes / 60), m: minutes % 60 };
    return say(told.h ? "hours" : "minutes", told);
  }

  function ago(seconds) { // 56 seconds ago
    const n = Math.max(0, Math.floor(seconds));
    return n < 60 ? say("seconds_ago", { n }) : n < 3600 ? say("minutes_ago", { n: Math.floor(n / 60) }) : say("long_ago", { long: long(n) });
  }

  function make(tag, given, ...inside) { // an element; text never becomes markup
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(given || {})) {
      if (name in made) made[name] = value;
      else made.setAttribute(name, value);
    }
    made.append(...inside.filter((part) => part !== "" && part !== null));
    return made;
  }

  function drawn(tag, given, ...inside) { // the same for pictures
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(given || {})) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  }

  function put(element, text) { // leaves what is there already
    if (element.textContent !== text) element.textContent = text;
  }

  /* Makes the children of `box` those of `wanted`, in that order. Each is {key, told}: what has the
     same key stays the same element, and is filled anew only when what is told has changed. */
  function keep(box, wanted, create, fill) {
    const old = new Map([...box.children].map((child) => [child.dataset.key, child]));
    let here = box.firstElementChild;
    for (const one of wanted) {
      let element = old.get(one.key);
      if (!element) {
        element = create(one);
        element.dataset.key = one.key;
      }
      old.delete(one.key);
      const told = JSON.stringify(one);
      if (element.told !== told) {
        element.told = told;
        fill(element, one);
      }
      if (element === here) here = here.nextElementSibling;
      else box.insertBefore(element, here);
    }
    for (const element of old.values()) element.remove();
  }

  /* What is read out: seldom, and the last word only. */
  const waiting = {};
  function announce(text, urgent) {
    const place = document.getElementById(urgent ? "alarm" : "said");
    window.clearTimeout(waiting[place.id]);
    waiting[place.id] = window.setTimeout(() => {
      if (place.textContent === text) place.textContent = "";
      place.textContent = text;
    }, urgent ? 0 : 300);
  }

  Object.assign(desk, {
    say, span, long, ago, make, drawn, put, keep, announce,
    by: page.by, meeting: page.meeting, mayAct: page.mayAct === "yes",
    clock: (iso) => toSecond.format(new Date(iso)),
    minute: (iso) => toMinute.format(new Date(iso)),
    named: (by) => (by === page.standIn ? say("staff") : by), // where nobody logs in all have one name
    number: (n) => numbers.format(n),
    people: (n) => say("n_people", { n }),
    messages: (n) => say("n_messages", { n }),
    part: (id) => document.getElementById(id),
  });
})(window.KoemapDesk);
