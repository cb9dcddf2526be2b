/* What a person decides: forms and buttons are sent to /act, an error stands beside its field, and
   what was typed stays until it is saved, also when the page is loaded anew. */
(function () {
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

  function keep(form) {
    const draft = Object.fromEntries(fields(form).map((field) => [field.name, field.value]));
    if (form.closest(".splits")) draft.comments = [...chosen(form)];
    try {
      window.sessionStorage.setItem(slot(form), JSON.stringify(draft));
    } catch { /* a full or forbidden storage keeps no draft */ }
  }

  function forget(form) {
    try {
      window.sessionStorage.removeItem(slot(form));
    } catch { /* there is none */ }
  }

  function write(field, value) { // as if it were typed, so that Mantine's fields follow
    if (field.value === value) return;
    const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value");
    own.set.call(field, value);
    field.dispatchEvent(new Event(field.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
  }

  function restore() {
    for (const form of document.querySelectorAll("form[data-draft]")) {
      const parts = form.closest("details");
      const moved = parts && parts.dataset.of && parts.dataset.of !== slot(form);
      const draft = drafted(form);
      if (moved && !draft) parts.open = false; // it was another topic's
      if (parts) parts.dataset.of = slot(form);
      if (moved) wrong(form, "", "");
      if (!draft) continue;
      for (const field of fields(form)) {
        if (typeof draft[field.name] === "string") write(field, draft[field.name]);
      }
      if (parts) parts.open = true;
    }
    mark();
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
      const wanted = JSON.parse(part.dataset.choose).every((id) => ids.has(id));
      if (box && box.checked !== wanted) box.click();
    }
    if (form) form.querySelector(".n-chosen").textContent = String(ids.size);
  }

  function choose(box, part) {
    const form = splits();
    if (!form) return;
    const ids = chosen(form);
    for (const id of JSON.parse(part.dataset.choose)) {
      if (box.checked) ids.add(id);
      else ids.delete(id);
    }
    const draft = Object.fromEntries(fields(form).map((field) => [field.name, field.value]));
    window.sessionStorage.setItem(slot(form), JSON.stringify({ ...draft, comments: [...ids] }));
    form.querySelector(".n-chosen").textContent = String(ids.size);
  }

  /* Errors */
  function wrong(form, words, name) {
    const said = form.querySelector(".wrong");
    const holder = name && form.querySelector(`[data-field="${name}"]`);
    for (const field of fields(form)) {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
    }
    said.textContent = words;
    if (!words) return;
    if (holder) holder.append(said);
    else form.querySelector(".send").before(said);
    const field = holder && holder.querySelector("[name]");
    if (!field) return;
    said.id = said.id || `wrong-${Math.random().toString(36).slice(2)}`;
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", said.id);
    field.focus();
  }

  /* What was done, with its undoing, at the foot of the window */
  function tell(words, answer) {
    const old = document.getElementById("done");
    if (old) old.remove();
    if (!words) return null;
    const bar = document.createElement("div");
    bar.id = "done";
    bar.tabIndex = -1;
    const said = document.createElement("p");
    said.setAttribute("role", "status");
    bar.append(said);
    if (answer && answer.decision) {
      bar.append(button(answer.undo, () => send(null, { act: "undo", target: String(answer.decision) }, "")));
      bar.append(button(answer.close, () => tell("")));
    }
    document.body.append(bar);
    said.textContent = words; // after it is there, so that it is read out
    return bar;
  }

  function button(words, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
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
      else tell(answer.error);
      if (answer.status === 409) window.dash_clientside.koemap.ask("");
    }
  }

  function saved(form, answer, reveal) {
    if (form) {
      forget(form);
      wrong(form, "", "");
      const part = form.closest("details");
      if (part) part.open = false;
    }
    const bar = tell(answer.said, answer);
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
    wrong(form, "", "");
    form.reset();
    const part = form.closest("details");
    if (part) {
      part.open = false;
      part.querySelector("summary").focus();
    }
    window.dash_clientside.koemap.ask(""); // Mantine's fields are as the server has them
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

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const part = event.target.closest(".opening[open]");
    if (document.getElementById("done")) tell("");
    else if (part) {
      part.open = false;
      part.querySelector("summary").focus();
    }
  });

  /* Each time the parts of the screen are there anew */
  new MutationObserver(() => {
    const shown = page();
    if (shown && shown.dataset.shown && !shown.hasAttribute("aria-busy")) window.requestAnimationFrame(restore);
  }).observe(document.documentElement, { subtree: true, attributeFilter: ["aria-busy", "data-shown"] });
})();
