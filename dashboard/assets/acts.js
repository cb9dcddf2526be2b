/* What a person decides: forms and buttons are sent to /act, an error stands beside its field, and
   what was typed stays until it is saved, also when the page is loaded anew. What the other scripts
   about acts add to KoemapActs is used once the page is there. */
window.KoemapActs = {};
(function (acts) {
  "use strict";

  const KEPT = "koemap:draft:";
  const page = () => document.getElementById("page");
  const meeting = () => window.location.pathname.split("/").slice(2).join("/");
  const fields = (form) => [...form.querySelectorAll("[name]")];

  /* Drafts */
  function slot(form) {
    return `${KEPT}${meeting()}/${form.dataset.draft}`;
  }

  function drafted(form) {
    try {
      return JSON.parse(window.sessionStorage.getItem(slot(form)));
    } catch {
      return null;
    }
  }

  function keep(form, comments) {
    const draft = Object.fromEntries(fields(form).map((field) => [field.name, field.value]));
    if (form.closest(".splits")) draft.comments = [...(comments || chosen(form))];
    try {
      window.sessionStorage.setItem(slot(form), JSON.stringify(draft));
    } catch { /* a full or forbidden storage keeps no draft */ }
  }

  function forget(form) {
    try {
      window.sessionStorage.removeItem(slot(form));
    } catch { /* there is none */ }
  }

  /* Where forms and buttons stand, as the page tells them in one attribute */
  const known = new WeakMap(); // what a place was told, by place
  const openParts = new Set(); // what is open, as it was told

  function fill(place) {
    const { opening: parts, comment, choose: box } = place.dataset;
    const told = parts || comment || box;
    if (known.get(place) === told) return;
    known.set(place, told);
    const focused = place.contains(document.activeElement) && document.activeElement.name;
    const given = JSON.parse(told);
    if (parts) place.replaceChildren(acts.opening(given));
    else if (comment) place.replaceChildren(acts.onComment(given));
    else place.replaceChildren(acts.make("input", { type: "checkbox", "aria-label": given.label }));
    const details = place.querySelector("details");
    if (details) details.open = openParts.has(told);
    for (const one of place.querySelectorAll("form")) {
      restore(one);
      const error = errors.get(slot(one));
      if (error) sayWrong(one, error.words, error.name);
    }
    const again = focused && place.querySelector(`[name="${focused}"]`);
    if (again) again.focus();
  }

  function restore(form) {
    const draft = drafted(form);
    if (!draft) return;
    for (const one of fields(form)) {
      if (typeof draft[one.name] === "string") one.value = draft[one.name];
    }
    form.closest("details").open = true;
  }

  function anew(form) { // as the page tells it
    const place = form.closest("[data-opening], [data-comment]");
    openParts.delete(known.get(place));
    known.delete(place);
    wrong(form, "", "");
    fill(place);
    return place.querySelector("summary");
  }

  /* Comments to split off are chosen over several pages of their list. */
  const splits = () => document.querySelector(".splits form");

  function chosen(form) {
    const draft = form && drafted(form);
    return new Set((draft && draft.comments) || []);
  }

  function mark() {
    const form = splits();
    const ids = chosen(form);
    for (const part of document.querySelectorAll("[data-choose]")) {
      const box = part.querySelector("input");
      if (box) box.checked = JSON.parse(part.dataset.choose).ids.every((id) => ids.has(id));
    }
    if (form) form.querySelector(".n-chosen").textContent = String(ids.size);
  }

  function choose(box, part) {
    const form = splits();
    if (!form) return;
    const ids = chosen(form);
    for (const id of JSON.parse(part.dataset.choose).ids) {
      if (box.checked) ids.add(id);
      else ids.delete(id);
    }
    keep(form, ids);
    mark();
  }

  /* Errors */
  const errors = new Map(); // what was wrong with a form that is still to be sent, by its slot

  function wrong(form, words, name) {
    if (words) errors.set(slot(form), { words, name });
    else errors.delete(slot(form));
    const field = sayWrong(form, words, name);
    if (field) field.focus();
  }

  function sayWrong(form, words, name) { // the field that is wrong, if it is one
    const said = form.querySelector(".wrong");
    const holder = name && form.querySelector(`[data-field="${name}"]`);
    for (const field of fields(form)) {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
    }
    said.textContent = words;
    if (!words) return null;
    if (holder) holder.append(said);
    else form.querySelector(".send").before(said);
    const field = holder && holder.querySelector("[name]");
    if (!field) return null;
    said.id = said.id || `wrong-${Math.random().toString(36).slice(2)}`;
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", said.id);
    return field;
  }

  /* Sending */
  function token() {
    const config = JSON.parse(document.getElementById("_dash-config").textContent);
    const found = document.cookie.split("; ").find((one) => one.startsWith(`${config.csrf_token_name}=`));
    const value = found ? decodeURIComponent(found.slice(found.indexOf("=") + 1)) : "";
    return value ? { [config.csrf_header_name]: value } : {};
  }

  async function post(body) {
    const language = document.documentElement.lang;
    const answer = await window.fetch(`/act/${meeting()}?lang=${language}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...token() },
      body: JSON.stringify(body),
    });
    const json = (answer.headers.get("Content-Type") || "").startsWith("application/json");
    return { status: answer.status, ...(json ? await answer.json() : { ok: false, error: await answer.text() }) };
  }

  let sending = false;
  async function send(form, body, reveal) {
    if (sending) return;
    sending = true;
    page().setAttribute("data-sending", "");
    const answer = await post(body).catch(() => ({ ok: false, error: document.getElementById("acts").dataset.lost }));
    page().removeAttribute("data-sending");
    sending = false;
    if (answer.ok) saved(form, answer, reveal);
    else {
      if (form) wrong(form, answer.error, answer.field);
      else acts.tell(answer.error);
      if (answer.status === 409) window.dash_clientside.koemap.ask("");
    }
  }

  function saved(form, answer, reveal) {
    if (form) {
      forget(form);
      anew(form);
    }
    const bar = acts.tell(answer.said, answer);
    const koemap = window.dash_clientside.koemap;
    const to = new URL(window.location.href);
    if (answer.open && to.searchParams.get("topic") !== answer.open) {
      to.searchParams.set("topic", answer.open);
      koemap.go(to.href, reveal || "opened");
    } else {
      koemap.ask(reveal);
    }
    if (!reveal) bar.focus();
  }

  function discard(form) {
    forget(form);
    anew(form).focus();
    mark();
  }

  function wish(form) {
    const body = JSON.parse(form.dataset.decide);
    for (const field of fields(form)) body[field.name] = field.value;
    if ("comments" in body) body.comments = [...chosen(form)];
    return body;
  }

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-decide]");
    if (!form) return;
    event.preventDefault();
    send(form, wish(form), form.dataset.reveal);
  });

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest("button[data-decide]");
    if (pressed) send(null, JSON.parse(pressed.dataset.decide), pressed.dataset.reveal);
    const cancel = event.target.closest("button[data-act='discard']");
    if (cancel) discard(cancel.form);
  });

  for (const type of ["input", "change"]) {
    document.addEventListener(type, (event) => {
      const part = event.target.closest("[data-choose]");
      const form = event.target.closest("form[data-draft]");
      if (part && type === "change") choose(event.target, part);
      else if (form) keep(form);
    });
  }

  let pressed = null; // what somebody just opened or shut, not a draft that opens by itself
  document.addEventListener("click", (event) => {
    pressed = event.target.closest(".opening > summary");
  });

  document.addEventListener("toggle", (event) => {
    const part = event.target, place = part.closest("[data-opening], [data-comment]");
    if (!place || !part.matches(".opening")) return;
    if (part.open) openParts.add(known.get(place));
    else openParts.delete(known.get(place));
    if (part.open && pressed && pressed.parentElement === part) enter(part);
    pressed = null;
  }, true);

  function enter(part) { // the whole form in the window, its beginning where it is taller
    const first = part.querySelector("[name], button");
    if (first && first.name) first.focus({ preventScroll: true });
    const whole = part.closest("#answer") || part, { height } = whole.getBoundingClientRect();
    whole.scrollIntoView({ block: height > 0.9 * window.innerHeight ? "start" : "nearest" });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const part = event.target.closest(".opening[open]");
    if (document.getElementById("done")) acts.tell("");
    else if (part) {
      part.open = false;
      part.querySelector("summary").focus();
    }
  });

  acts.undo = (decision) => send(null, { act: "undo", target: String(decision) }, "");

  /* Each time the parts of the screen are there anew */
  function equip() {
    document.querySelectorAll("[data-opening], [data-comment], [data-choose]").forEach(fill);
    mark();
  }

  new MutationObserver(() => {
    const shown = page();
    if (shown && shown.dataset.shown && !shown.hasAttribute("aria-busy")) window.requestAnimationFrame(equip);
  }).observe(document.documentElement, { subtree: true, attributeFilter: ["aria-busy", "data-shown"] });
})(window.KoemapActs);
