/* What was done, with its undoing, at the foot of the window. */
(function (acts) {
  "use strict";

  let leaving = 0;
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
      bar.append(button(answer.undo, () => acts.undo(answer.decision)));
      bar.append(button(answer.close, () => tell("")));
    }
    document.body.append(bar);
    said.textContent = words; // after it is there, so that it is read out
    for (const type of ["pointerleave", "focusout"]) bar.addEventListener(type, () => leaveSoon(bar));
    leaveSoon(bar);
    return bar;
  }

  const TOLD_MS = 8000;
  function leaveSoon(bar) { // not while somebody points at it or is in it
    window.clearTimeout(leaving);
    leaving = window.setTimeout(() => {
      if (!bar.matches(":hover, :focus-within")) bar.remove();
    }, TOLD_MS);
  }

  function button(words, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  }

  acts.tell = tell;
})(window.KoemapActs);
