/* The reader's address: links, the back button, searches and clicks on the map change it without
   loading the page anew; the server then answers with the parts of the screen. */
(function () {
  "use strict";

  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  let asked = null; // the last request, to tell a real change from none
  let arrived = window.location.hash.slice(1); // the part of the page that a link led to

  function surface() { // the empty page is laid out as a council's for a moment, to be measured
    const page = document.getElementById("page");
    const look = page.className;
    if (look === "empty") page.className = "council";
    const box = document.getElementById("picture");
    const [width, height] = [box.clientWidth, box.clientHeight];
    page.className = look;
    return { width: width || null, height: height || null, dark: dark.matches };
  }

  function request(reveal, part) {
    asked = {
      path: window.location.pathname,
      search: window.location.search,
      reveal: reveal || "",
      part: part || "all",
      ...surface(),
    };
    return asked;
  }

  function ask(reveal) {
    document.getElementById("page").setAttribute("aria-busy", "true");
    window.dash_clientside.set_props("request", { data: request(reveal) });
  }

  function askMap() { // only the map has another size; what is open elsewhere stays as it is
    window.dash_clientside.set_props("request", { data: request("", "map") });
  }

  function go(href, reveal) {
    const to = new URL(href, window.location.href);
    if (to.href !== window.location.href) window.history.pushState(null, "", to);
    ask(reveal);
  }

  function reveal(id) {
    const part = document.getElementById(id);
    if (!part) return;
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (id === "page") window.scrollTo({ top: 0 });
    else part.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "nearest" });
    if (id === "comments") part.scrollIntoView({ behavior: calm ? "auto" : "smooth" });
    if (part.tabIndex === -1) part.focus({ preventScroll: true });
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

  window.addEventListener("popstate", () => { // a link within the page changes only the hash
    const { pathname, search } = window.location;
    if (!asked || pathname !== asked.path || search !== asked.search) ask("");
  });

  let waiting = 0;
  function changed() {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      const page = document.getElementById("page");
      if (!page.classList.contains("council")) return;
      const now = surface();
      const busy = page.hasAttribute("aria-busy");
      if (now.dark !== asked.dark) ask(busy ? asked.reveal : "");
      else if (now.width === asked.width && now.height === asked.height) return;
      else if (busy) ask(asked.reveal);
      else askMap();
    }, 150);
  }
  window.addEventListener("resize", changed);
  dark.addEventListener("change", changed);

  window.addEventListener("beforeprint", () => {
    const width = document.getElementById("picture").clientWidth || 1;
    document.documentElement.style.setProperty("--on-paper", Math.min(1, 680 / width));
  });

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
      page.dataset.shown = asked ? asked.path + asked.search : "";
      window.requestAnimationFrame(() => {
        changed(); // the map has its size only once the parts are there
        reveal(said.reveal || arrived);
        arrived = "";
      });
      return window.dash_clientside.no_update;
    },
    picked: (dot, name) => {
      const point = dot && dot.points && dot.points[0];
      const to = new URL(window.location.href);
      to.searchParams.delete("page");
      to.hash = "";
      if (name && name.annotation && name.annotation.name) {
        for (const key of ["list", "comment", "q"]) to.searchParams.delete(key);
        to.searchParams.set("topic", name.annotation.name);
        go(to.href, "opened");
      } else if (point && point.customdata) {
        to.searchParams.set("comment", point.customdata);
        go(to.href, "opened");
      }
      return [null, null];
    },
  };
})();
