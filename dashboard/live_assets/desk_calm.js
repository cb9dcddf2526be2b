/* Where the rows of the inbox are on the screen, so that whatever is read there keeps its place. */
(function (desk) {
  "use strict";

  const box = desk.part("rows"), scroll = desk.part("inbox-scroll"), acts = document.querySelector("#inbox .acts");

  function scroller() { // on a phone the whole page scrolls
    return window.getComputedStyle(scroll).overflowY === "visible" ? document.scrollingElement : scroll;
  }

  function rowOf(id) { return [...box.children].find((row) => row.dataset.id === id); }

  function hovered() { return window.matchMedia("(hover: hover)").matches && scroll.matches(":hover"); }

  function isInSight(row) {
    const { top, bottom } = row.getBoundingClientRect(), frame = scroll.getBoundingClientRect();
    return bottom > Math.max(0, frame.top) && top < Math.min(window.innerHeight, frame.bottom);
  }

  function topOf(id) { // how high a row stands on the screen
    const row = rowOf(id);
    return row ? row.getBoundingClientRect().top : null;
  }

  function bringTo(id, top) { // there again
    const row = rowOf(id);
    if (!row) return;
    if (top !== null) scroller().scrollTop += row.getBoundingClientRect().top - top;
    row.scrollIntoView({ block: "nearest" });
  }

  /* What others move around: the selected row if it is in sight, else the first that is; none at
     the top, where what is new may push the rest down. */
  function anchor(selected) {
    const chosen = rowOf(selected);
    if (chosen && isInSight(chosen)) return chosen;
    return scroller().scrollTop ? [...box.children].find(isInSight) : null;
  }

  /* Changes the rows, and scrolls by as much as that moves the one that is read. */
  function around(row, change) {
    const before = row ? row.getBoundingClientRect().top : 0;
    change();
    if (row && row.isConnected) scroller().scrollTop += row.getBoundingClientRect().top - before;
  }

  /* Tells of one row after the other whether what is read stays in its place without it. */
  function movesNothing(selected) {
    const read = rowOf(selected), rows = new Map([...box.children].map((row) => [row.dataset.key, row]));
    let room = scroller().scrollTop;
    return (fold) => {
      const row = rows.get(fold);
      if (!row || !read || row.offsetTop > read.offsetTop) return true;
      room -= row.offsetHeight;
      return room >= 0;
    };
  }

  function toTop() { if (box.offsetParent) scroller().scrollTop = 0; }

  new ResizeObserver(() => document.body.style.setProperty("--acts", `${acts.offsetHeight}px`)).observe(acts); // what is new stands above them on a phone
  desk.calm = { rowOf, hovered, isInSight, anchor, around, topOf, bringTo, movesNothing, toTop };
})(window.KoemapDesk);
