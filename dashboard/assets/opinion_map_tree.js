/* The tree of themes and topics: the same map for keys and for ears. */
(function (KoemapMap) {
  "use strict";

  const { countOfPeople, filled } = KoemapMap.names;
  const { bringIntoView, brushByHand, listen, create } = KoemapMap.hands;

  function renewTree(map) { // anew with each version; what was focused stays so
    const focused = map.tree.contains(document.activeElement) && document.activeElement.dataset.id;
    const themes = map.data.themes.map((theme, k) => themeItem(map, theme, k));
    map.tree.replaceChildren(...themes);
    const first = map.tree.querySelector("[role=treeitem]");
    if (first) first.tabIndex = 0;
    if (focused) focusItem(map, shownItems(map).find((item) => item.dataset.id === focused) || first);
    markChosen(map);
  }

  function themeItem(map, theme, k) {
    const own = [...map.data.topics.values()].filter((topic) => topic.theme === theme.id);
    const topics = own.sort((a, b) => b.people - a.people);
    const item = treeItem(map, theme, 1, k, map.data.themes.length);
    const group = create("ul", "", "", { role: "group" });
    group.append(...topics.map((topic, n) => treeItem(map, topic, 2, n, topics.length)));
    item.setAttribute("aria-expanded", "true");
    item.append(group);
    return item;
  }

  function treeItem(map, one, level, k, n) {
    const label = filled(map.say.item, { label: one.label, people: countOfPeople(map, one.people) });
    const item = create("li", `hue-${one.hue ?? ""}`, "", {
      role: "treeitem", "aria-level": level, "aria-posinset": k + 1, "aria-setsize": n, "aria-label": label, tabindex: -1,
    });
    item.dataset.id = one.id;
    item.dataset.label = one.label.toLowerCase();
    const row = create("span", "om-row");
    row.append(create("span", "", one.label), create("small", "", countOfPeople(map, one.people)));
    item.append(row);
    return item;
  }

  function allItems(map) {
    return [...map.tree.querySelectorAll("[role=treeitem]")];
  }

  function shownItems(map) {
    return allItems(map).filter((item) => !item.parentElement.closest("[aria-expanded=false]"));
  }

  function focusItem(map, item) {
    if (!item) return;
    map.tree.querySelectorAll("[tabindex='0']").forEach((other) => { other.tabIndex = -1; });
    item.tabIndex = 0;
    item.focus();
  }

  function markChosen(map) {
    const chosen = (item) => item.dataset.id === map.chosen && map.chosen !== "";
    shownItems(map).forEach((item) => item.setAttribute("aria-selected", String(chosen(item))));
  }

  function listenToTree(map) {
    listen(map, map.tree, "keydown", (event) => walkTree(map, event));
    listen(map, map.tree, "focusin", (event) => {
      const topic = map.data.topics.get(event.target.dataset.id);
      brushByHand(map, topic ? topic.id : "");
      if (topic) bringIntoView(map, topic);
    });
    listen(map, map.tree, "focusout", () => brushByHand(map, ""));
    listen(map, map.tree, "click", (event) => {
      const item = event.target.closest("[role=treeitem]");
      if (!item) return;
      focusItem(map, item);
      openItem(map, item);
    });
  }

  function walkTree(map, event) {
    const item = event.target.closest("[role=treeitem]"), { key } = event;
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const steps = stepsFrom(map, item), step = steps[key] || steps[key.toLowerCase()];
    if (step) step();
    else if (key.length === 1) typeAhead(map, key, item);
    else return;
    event.preventDefault();
  }

  function stepsFrom(map, item) { // what each key does there
    const all = shownItems(map), here = all.indexOf(item);
    return {
      ArrowDown: () => focusItem(map, all[here + 1]),
      ArrowUp: () => focusItem(map, all[here - 1]),
      Home: () => focusItem(map, all[0]),
      End: () => focusItem(map, all[all.length - 1]),
      ArrowRight: () => unfoldItem(map, item, all[here + 1]),
      ArrowLeft: () => foldItem(map, item),
      Enter: () => openItem(map, item),
      " ": () => openItem(map, item),
      Escape: () => showList(map, false),
      n: () => focusItem(map, nearestTopic(map, item)),
    };
  }

  function unfoldItem(map, item, next) {
    const folded = item.getAttribute("aria-expanded");
    if (folded === "false") item.setAttribute("aria-expanded", "true");
    else if (folded) focusItem(map, next);
  }

  function foldItem(map, item) {
    if (item.getAttribute("aria-expanded") === "true") item.setAttribute("aria-expanded", "false");
    else focusItem(map, item.parentElement.closest("[role=treeitem]"));
  }

  function openItem(map, item) {
    if (map.data.topics.has(item.dataset.id)) {
      map.element.classList.remove("om-listed"); // the list makes room for what it opened
      map.listButton.setAttribute("aria-expanded", "false");
      map.options.onTopic?.(item.dataset.id);
    } else item.setAttribute("aria-expanded", String(item.getAttribute("aria-expanded") === "false"));
  }

  function nearestTopic(map, item) { // the topic nearest on the map, which a list cannot say
    const here = map.data.topics.get(item.dataset.id), far = (one) => Math.hypot(one.x - here.x, one.y - here.y);
    const others = here ? [...map.data.topics.values()].filter((one) => one !== here) : [];
    const next = others.sort((a, b) => far(a) - far(b))[0];
    const there = next && allItems(map).find((one) => one.dataset.id === next.id);
    there?.parentElement.closest("[role=treeitem]").setAttribute("aria-expanded", "true");
    return there;
  }

  function typeAhead(map, letter, item) {
    const now = Date.now(), all = shownItems(map), here = all.indexOf(item);
    map.typed = (now - map.typedAt < 700 ? map.typed : "") + letter.toLowerCase();
    map.typedAt = now;
    const start = map.typed.length === 1 ? here + 1 : here;
    const inTurn = [...all.slice(start), ...all.slice(0, start)];
    focusItem(map, inTurn.find((one) => one.dataset.label.startsWith(map.typed)));
  }

  function showList(map, wanted) {
    map.element.classList.toggle("om-listed", wanted);
    map.listButton.setAttribute("aria-expanded", String(wanted));
    if (wanted) focusItem(map, map.tree.querySelector("[tabindex='0']"));
    else map.listButton.focus();
  }

  KoemapMap.tree = { renewTree, markChosen, listenToTree, showList };
})(window.KoemapMap = window.KoemapMap || {});
