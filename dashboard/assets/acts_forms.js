/* Forms and buttons by which a person decides, made from what the page tells of them as data. */
(function (acts) {
  "use strict";

  function make(tag, given, ...inside) { // an element; text never becomes markup
    const made = document.createElement(tag);
    const { data, ...own } = given || {};
    for (const [name, value] of Object.entries(own)) {
      if (name in made) made[name] = value;
      else made.setAttribute(name, value);
    }
    Object.assign(made.dataset, data || {});
    made.append(...inside.filter((part) => part !== ""));
    return made;
  }

  function field(told) {
    const { name, label, type, value, hint, note, options } = told;
    const tag = type === "textarea" || type === "select" ? type : "input";
    const made = make(tag, { name, autocomplete: "off", ...(tag === "input" ? { type } : {}) });
    for (const [one, words] of options || []) made.append(make("option", { value: one }, words));
    if (hint) made.placeholder = hint;
    made.value = value || "";
    const small = note ? make("small", {}, note) : "";
    return make("div", { className: "field", data: { field: name } }, make("label", {}, label, small, made));
  }

  function form(told) {
    const draft = `${told.request.act}/${told.request.target}`;
    const data = { decide: JSON.stringify(told.request), draft, reveal: told.then };
    return make("form", { className: "decide", data },
      ...told.fields.map(part),
      make("p", { className: "wrong", role: "alert" }),
      make("div", { className: "send" },
        make("button", { type: "submit", className: "primary" }, told.submit),
        make("button", { type: "button", className: "plain-button", data: { act: "discard" } }, told.cancel)));
  }

  function part(told) {
    if (told.fields) return form(told);
    if (told.name) return field(told);
    if (told.press) {
      const data = { decide: JSON.stringify(told.request), reveal: told.then };
      return make("button", { type: "button", className: "small", data }, told.press);
    }
    if (told.link) return make("a", { href: told.href, className: "button small", data: { go: told.reveal } }, told.link);
    if (told.chosen) {
      return make("p", { data: { field: "comments" } }, `${told.chosen} `, make("span", { className: "n-chosen num" }, "0"));
    }
    return make("p", { className: "soft" }, told.say);
  }

  function opening(told) {
    const more = told.more ? make("span", { className: "unseen" }, `: ${told.more}`) : "";
    return make("details", { className: `opening ${told.look}`.trim() },
      make("summary", { className: "button small" }, told.words, more),
      ...told.parts.map(part));
  }

  function onComment(about) {
    const offers = JSON.parse(document.getElementById("acts").dataset.offers);
    const of = (one) => ({ ...one, request: { ...one.request, target: about.id } });
    const parts = [...(about.pin ? [of(offers[about.pin])] : []), of(offers.hide)];
    return opening({ words: offers.words, more: about.more, look: "on-comment", parts });
  }

  Object.assign(acts, { make, opening, onComment });
})(window.KoemapActs);
