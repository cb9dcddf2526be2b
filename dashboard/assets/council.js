/* The reader's address: links, the back button, searches and clicks on the map change it without
   loading the page anew; the server then answers with the parts of the screen. */
(function () {
  "use strict";

  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  let asked = null; // the last request, to tell a real change from none
  let arrived = window.location.hash.slice(1); // the part of the page that a link led to

  function request(reveal) {
    asked = {
      path: window.location.pathname,
      search: window.location.search,
      reveal: reveal || "",
      dark: dark.matches,
    };
    return asked;
  }

  function ask(reveal) {
    document.getElementById("page").setAttribute("aria-busy", "true");
    window.dash_clientside.set_props("request", { data: request(reveal) });
  }

  function go(href, reveal) {
    const to = new URL(href, window.location.href);
    if (to.href !== window.location.href) window.history.pushState(null, "", to);
    ask(reveal);
  }

  const narrow = window.matchMedia("(max-width: 1080px)"); // everything below one another

  function reveal(id) {
    const part = document.getElementById(id);
    if (!part || (id === "beside" && !narrow.matches)) return;
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (id === "page") window.scrollTo({ top: 0 });
    else part.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "nearest" });
    if (id === "comments" || id === "beside") part.scrollIntoView({ behavior: calm ? "auto" : "smooth" });
    if (part.tabIndex === -1) part.focus({ preventScroll: true });
  }

  function landing() { // what a link leads to, where that is far below the head of the page
    const council = document.getElementById("page").classList.contains("council");
    const chosen = new URLSearchParams(window.location.search);
    if (council && chosen.get("list") === "changes") return "comments";
    if (!narrow.matches || !council) return "";
    if (chosen.has("topic") || chosen.has("comment")) return "opened";
    if (chosen.has("view")) return "beside";
    return ["list", "q", "kind", "source", "stance", "voice"].some((name) => chosen.has(name)) ? "comments" : "";
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a[data-go]");
    if (link) {
      event.preventDefault();
      go(link.href, link.dataset.go);
      return;
    }
    const button = event.target.closest("button[data-act]");
    if (!button) return;
    if (button.dataset.act === "print") window.print();
    if (button.dataset.act === "copy") copy(button);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-from]");
    if (!form) return;
    event.preventDefault();
    const to = new URL(form.dataset.from, window.location.href);
    const query = new FormData(form).get("q").trim();
    if (query) to.searchParams.set("q", query);
    go(to.href, form.dataset.go);
  });

  dark.addEventListener("change", () => { // charts are drawn for one surface
    if (asked) ask("");
  });

  window.addEventListener("popstate", () => { // a link within the page changes only the hash
    const { pathname, search } = window.location;
    if (!asked || pathname !== asked.path || search !== asked.search) ask("");
  });

  /* The map: the same choices as the address, and the row of a topic lights up with it. */
  let map = null; // what is mounted
  let pictured = {}; // what it shows
  let parts = new Map(); // texts of voices, by part

  async function draw(wanted) {
    const elsewhere = wanted.folder !== pictured.folder || wanted.language !== pictured.language;
    const renewed = elsewhere || wanted.version !== pictured.version;
    const since = elsewhere ? "" : pictured.version;
    pictured = wanted;
    if (renewed) {
      const data = await KoemapMap.load(`${wanted.folder}/map.js?v=${wanted.version}&since=${since}`, "map");
      if (pictured !== wanted) return; // somebody went on meanwhile
      if (data.version !== wanted.version) return ask("");
      parts = new Map();
      if (map && !elsewhere) map.update(data);
      else mount(data);
    }
    map.choose(wanted.topic);
    map.light(wanted.points);
    map.mark(wanted.point);
    document.getElementById("picture").dataset.drawn = wanted.version;
  }

  function mount(data) {
    if (map) map.destroy();
    map = KoemapMap.mount(document.getElementById("picture"), data, {
      words: pictured.words,
      language: pictured.language,
      tell: async (point) => (await voice(point))[1],
      onTopic: (topicId) => choose({ topic: topicId, list: "", comment: "", q: "" }),
      onPoint: async (point) => choose({ comment: (await voice(point))[0] }),
      onBrush: (topicId) => rows().forEach((row) => row.toggleAttribute("data-brushed", topicOf(row) === topicId && topicId !== "")),
    });
  }

  async function voice(point) { // the id of its first comment, and how that begins
    const { folder, version, part } = pictured;
    const k = Math.floor(point / part);
    if (!parts.has(k)) parts.set(k, KoemapMap.load(`${folder}/voices-${k}.js?v=${version}`, `voices-${k}`));
    const content = await parts.get(k).catch(() => parts.delete(k) && null);
    return (content && content.version === version && content.voices[point - content.from]) || ["", ""];
  }

  function choose(chosen) {
    const to = new URL(window.location.href);
    for (const [name, value] of Object.entries({ page: "", ...chosen })) {
      if (value) to.searchParams.set(name, value);
      else to.searchParams.delete(name);
    }
    to.hash = "";
    go(to.href, "opened");
  }

  function rows() {
    return document.querySelectorAll("#words tbody tr");
  }

  function topicOf(row) {
    const link = row && row.querySelector("a[href*='topic=']");
    return link ? new URL(link.href).searchParams.get("topic") : "";
  }

  for (const type of ["mouseover", "focusin"]) {
    document.addEventListener(type, (event) => {
      const picture = document.getElementById("picture");
      if (map && !picture.contains(event.target)) map.brush(topicOf(event.target.closest("#words tbody tr")));
    });
  }

  function copy(button) {
    const words = button.textContent;
    const done = () => {
      button.textContent = button.dataset.done;
      window.setTimeout(() => { button.textContent = words; }, 2000);
    };
    if (navigator.clipboard) {
      navigator.clipboard.writeText(window.location.href).then(done, () => copyOld(done));
    } else {
      copyOld(done);
    }
  }

  function copyOld(done) { // without https, browsers have no clipboard but this
    const field = document.createElement("textarea");
    field.value = window.location.href;
    document.body.append(field);
    field.select();
    if (document.execCommand("copy")) done();
    field.remove();
  }

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.koemap = {
    ask,
    go,
    start: () => request(""),
    shown: (said) => {
      if (!said) return window.dash_clientside.no_update;
      document.title = said.title;
      document.documentElement.lang = said.language;
      document.querySelector(".skip").textContent = said.skip;
      const page = document.getElementById("page");
      page.removeAttribute("aria-busy");
      Object.assign(page.dataset, { live: said.live, map: said.map });
      const first = !page.dataset.shown;
      page.dataset.shown = asked ? asked.path + asked.search : "";
      window.requestAnimationFrame(() => {
        reveal(said.reveal || arrived || (first ? landing() : ""));
        arrived = "";
      });
      return window.dash_clientside.no_update;
    },
    drawn: (wanted) => {
      if (wanted) draw(wanted);
      return window.dash_clientside.no_update;
    },
  };
})();
