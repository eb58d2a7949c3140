/* Keys of the reading desk; they work while the focus is among the drafts, so that nobody presses one unawares. */
"use strict";
{
  const form = document.querySelector("[data-reading]");
  const drafts = form.querySelector("[data-drafts]");
  const rows = () => [...drafts.querySelectorAll("[data-row]")];
  const { tick, ofKind } = form.deskOf;

  const go = (row) => {
    if (!row) { return; }
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "center" });
  };
  const step = (row, by) => {
    const all = rows();
    go(row ? all[all.indexOf(row) + by] : all[0]);
  };
  const open = (place) => {
    const folded = place.querySelector(":scope > [data-more]");
    folded.open = true;
    const first = folded.querySelector("input:not([type=hidden]), select");
    first.focus();
    if (first.select) { first.select(); }
  };
  const close = (field) => {
    const place = field.closest("[data-row]") || field.closest("[data-card]").querySelector("[data-row]");
    field.closest("[data-more]").open = false;
    go(place);
  };
  const turn = (some) => tick(some, some.some((box) => !box.checked));
  const keys = {
    j: (row) => step(row, 1),
    k: (row) => step(row, -1),
    e: (row, event) => open(event.shiftKey ? row.closest("[data-card]") : row),
    d: (row) => { tick([row.querySelector("[data-on-box]")], false); step(row, 1); },
    g: (row) => turn(ofKind(`d${row.closest("[data-card]").dataset.card}`)),
    l: (row) => turn(ofKind(`l${row.closest("[data-card]").dataset.line}`)),
    a: () => turn(ofKind("all")),
    " ": (row) => turn([row.querySelector("[data-on-box]")]),
    enter: () => form.querySelector("[data-save]").click(),
    arrowdown: (row) => step(row, 1),
    arrowup: (row) => step(row, -1),
  };

  drafts.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) { return; }
    const target = event.target;
    const row = target.closest("[data-row]");
    if (target.matches("input:not([type=checkbox]), select, textarea")) {
      if ((event.key === "Enter" || event.key === "Escape") && target.closest("[data-more]")) {
        event.preventDefault();
        close(target);
      }
      return;
    }
    const key = event.key.toLowerCase();
    const presses = target.matches("button, a, summary, input") && (key === " " || key === "enter");
    if (!row || presses || !Object.prototype.hasOwnProperty.call(keys, key)) { return; }
    event.preventDefault();
    keys[key](row, event);
  });

  form.querySelector("[data-keys]").hidden = false;
  const wrong = form.querySelectorAll(".field--wrong, [data-card] > .errorlist");
  if (wrong.length) { // what stands in the way of saving is come to first, and how much it is stands where it is seen
    const place = wrong[0].matches(".field--wrong") ? wrong[0] : wrong[0].parentElement;
    form.querySelector("[data-kept]").textContent = `没有保存：有${wrong.length}处要改`;
    place.scrollIntoView({ block: "center" });
    place.querySelector("input:not([type=hidden]), select").focus({ preventScroll: true });
  } else if (!location.hash && matchMedia("(hover: hover)").matches && document.activeElement === document.body && rows().length) {
    rows()[0].focus({ preventScroll: true });
  }
}
