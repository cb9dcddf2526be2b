/* The page of the map: puts the map in place of its picture, and says below it what was touched. */
"use strict";
(function () {
  const place = document.getElementById("opinion-map"), card = document.getElementById("touched");
  const PART = Number(place.dataset.part), topics = JSON.parse(place.dataset.topics);
  const loaded = new Map();

  /* Receipt, beginning and page of the voice at that point; a report has them all at hand. */
  function voice(point) {
    const part = Math.floor(point / PART), name = "voices-" + part;
    if (!loaded.has(part)) {
      const inside = place.dataset.inside === "yes";
      loaded.set(part, inside ? KoemapMap.received(name) : KoemapMap.load("data/" + name + "." + document.documentElement.lang + ".js", name));
    }
    return loaded.get(part).then(function (content) { return content[point - part * PART]; });
  }

  function show(text, href) {
    const link = document.createElement("a");
    link.href = href;
    link.textContent = text;
    card.replaceChildren(link);
    card.hidden = false;
  }

  function onTopic(topicId) {
    card.hidden = !topics[topicId];
    history.replaceState(null, "", topics[topicId] ? "#topic=" + encodeURIComponent(topicId) : "#");
    if (topics[topicId]) show(topics[topicId][0], topics[topicId][1]);
  }

  function onPoint(point) {
    voice(point).then(function (found) { if (found) show(found[1], found[2]); });
  }

  function tell(point) {
    return voice(point).then(function (found) { return found ? found[1] : ""; });
  }

  Promise.all(["map", "words"].map(KoemapMap.received)).then(function (got) {
    place.hidden = false;
    document.getElementById("drawn-map").hidden = true;
    const map = KoemapMap.mount(place, got[0], {
      words: got[1], language: document.documentElement.lang,
      tell: tell, onTopic: onTopic, onPoint: onPoint,
    });
    const asked = Object.keys(topics).find(function (topicId) {
      return location.hash === "#topic=" + encodeURIComponent(topicId);
    });
    if (asked) { map.choose(asked); onTopic(asked); }
  });
})();
