/* The page of the map: puts the map in place of its picture, lights what was found, and says below it
   what was touched. What was touched stands in the address: #topic= and its id, #c= and a receipt. */
"use strict";
(function () {
  const place = document.getElementById("opinion-map"), card = document.getElementById("touched");
  if (!place) return; // nobody wrote yet
  const PART = Number(place.dataset.part), topics = JSON.parse(place.dataset.topics);
  const inside = place.dataset.inside || ""; // a report holds the texts of all voices, or of none
  const RECEIPT = /^#c=([0-9A-HJKMNP-TV-Z]{8,})$/;
  const loaded = new Map();
  let map = null, lit = null;

  /* Receipt, beginning and page of the voice at that point. */
  function voice(point) {
    const part = Math.floor(point / PART), name = "voices-" + part;
    if (inside === "nothing") return Promise.resolve(undefined);
    if (!loaded.has(part)) {
      const file = "data/" + name + "." + document.documentElement.lang + ".js";
      loaded.set(part, inside ? KoemapMap.received(name) : KoemapMap.load(file, name));
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

  function remember(hash) { history.replaceState(null, "", hash); }

  function onTopic(topicId) {
    const topic = topics[topicId];
    map.choose(topic ? topicId : "");
    map.mark(-1);
    remember(topic ? "#topic=" + encodeURIComponent(topicId) : "#");
    card.hidden = !topic;
    if (topic) show(topic[0], topic[1]);
  }

  function onPoint(point) {
    voice(point).then(function (found) {
      if (!found) return;
      map.mark(point);
      remember("#c=" + found[0]);
      show(found[1], found[2]);
    });
  }

  function tell(point) {
    return voice(point).then(function (found) { return found ? found[1] : ""; });
  }

  function fromAddress() {
    const receipt = RECEIPT.exec(location.hash);
    const asked = Object.keys(topics).find(function (topicId) {
      return location.hash === "#topic=" + encodeURIComponent(topicId);
    });
    if (asked) onTopic(asked);
    if (!receipt || !window.KoemapSearch) return;
    KoemapSearch.row(receipt[1]).then(function (found) { if (found && found.point >= 0) onPoint(found.point); });
  }

  document.addEventListener("koemap-found", function (event) {
    lit = event.detail;
    if (map) map.light(lit);
  });

  Promise.all(["map", "words"].map(KoemapMap.received)).then(function (got) {
    place.hidden = false;
    document.getElementById("drawn-map").hidden = true;
    map = KoemapMap.mount(place, got[0], {
      words: got[1], language: document.documentElement.lang,
      tell: tell, onTopic: onTopic, onPoint: onPoint,
    });
    if (lit) map.light(lit);
    window.addEventListener("hashchange", fromAddress);
    fromAddress();
  });
})();
