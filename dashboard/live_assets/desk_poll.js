/* Asks the server once a second what is new, one question at a time, and says when none answers. */
(function (desk) {
  "use strict";

  const EVERY = 1000, RETRY = 1000, LOST_AFTER = 2400, FIRST = 20000, PATIENCE = [4000, 8000, 15000];
  const address = window.location.pathname.replace(/\/$/, "");
  const language = `lang=${document.documentElement.lang}`;
  let asking = false, timer = 0, heard = Date.now(), failures = 0, refused = "", lost = false;

  function headers() {
    const { csrfCookie, csrfHeader } = document.body.dataset;
    const found = document.cookie.split("; ").find((one) => one.startsWith(`${csrfCookie}=`));
    return found ? { [csrfHeader]: decodeURIComponent(found.slice(found.indexOf("=") + 1)) } : {};
  }

  /* The answer as {status, body}; throws when there is none, or it comes too late. A good one has
     `wanted` in it: else it is not the server's, as of a network that wants a log-in first. */
  async function ask(path, wanted, options, patience) {
    const control = new AbortController();
    const late = window.setTimeout(() => control.abort(), patience);
    try {
      const answer = await window.fetch(`${address}/${path}`, { signal: control.signal, cache: "no-store", ...options });
      const json = (answer.headers.get("Content-Type") || "").startsWith("application/json");
      const body = json ? Object(await answer.json()) : { said: (await answer.text()).slice(0, 300) };
      if (answer.status === 200 && !(json && wanted in body)) throw new Error("another answered");
      return { status: answer.status, body };
    } finally {
      window.clearTimeout(late);
    }
  }

  function post(path, wanted, body, outlives) { // the page, if it has to
    const options = { method: "POST", keepalive: Boolean(outlives), headers: { "Content-Type": "application/json", ...headers() }, body: JSON.stringify(body) };
    return ask(`${path}?${language}`, wanted, options, PATIENCE[0]);
  }

  async function more(asked) { // rows that a person wants to see; none when there is no answer
    const query = new URLSearchParams({ ...asked, lang: document.documentElement.lang });
    const { body } = await ask(`rows?${query}`, "rows", {}, PATIENCE[0]).catch(() => ({ body: {} }));
    const rows = body.rows || [];
    desk.take(rows);
    return rows;
  }

  /* Asks for what waits and is not known here, past what is known, until there is some. */
  async function dig(asked, isAll) {
    let rows = [], before = desk.known.gap, known = 0;
    do {
      known = desk.rows.size;
      rows = await more({ before, ...asked });
      const last = rows.length ? rows[rows.length - 1].n : 0;
      if (last && isAll && desk.known.gap === before) desk.known.gap = last;
      before = isAll ? desk.known.gap : last;
    } while (rows.length && desk.rows.size === known);
  }

  async function poll() {
    window.clearTimeout(timer);
    if (asking) return;
    const since = Date.now(), after = desk.known.heads;
    const patience = after ? PATIENCE[Math.min(failures, PATIENCE.length - 1)] : FIRST;
    asking = true;
    const { status, body } = await ask(`state?after=${encodeURIComponent(after)}&${language}`, "heads", {}, patience).catch(() => ({ status: 0, body: {} }));
    asking = false;
    if (status === 200) answered(body);
    else failed(status, body.said || body.error || "");
    timer = window.setTimeout(poll, failures ? RETRY : Math.max(0, EVERY - (Date.now() - since)));
  }

  function answered(body) {
    heard = Date.now();
    failures = 0;
    refused = "";
    desk.merge(body);
    desk.send();
  }

  function failed(status, said) {
    failures += 1;
    refused = status === 401 ? desk.say("log_in") : status >= 400 && status < 500 ? desk.say("refused", { said }) : "";
    watch();
  }

  /* What is wrong with the connection, in words; "" when all is well. */
  function trouble() {
    if (refused) return refused;
    if (!lost) return "";
    const why = window.navigator.onLine ? desk.say("lost", { n: Math.max(1, failures) }) : desk.say("lost_offline");
    const n = desk.unsent();
    return n ? `${why} ${desk.say("unsent", { n })}` : why;
  }

  function watch() {
    const longest = desk.known.heads || failures ? LOST_AFTER : FIRST;
    const now = Boolean(refused) || Date.now() - heard > longest;
    if (now !== lost) {
      lost = now;
      document.body.toggleAttribute("data-lost", lost);
      if (lost) desk.announce(trouble(), true);
      else desk.announce(desk.say("back"));
    }
    desk.drawBar();
  }

  function again() { // at once, when there is reason to
    if (!asking) poll();
  }

  window.addEventListener("online", again);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) again(); });
  Object.assign(desk, { post, more, dig, poll, again, trouble, watch, isLost: () => lost });
})(window.KoemapDesk);
