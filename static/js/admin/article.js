/* The reading desk: a number and its words light up together, all of a kind is taken or left at once. */
"use strict";
{
  const form = document.querySelector("[data-reading]");
  const text = form.querySelector("[data-text]");
  const field = (place, name) => place.querySelector(`[name$="-${name}"]`);
  const markOf = (key) => document.getElementById(`t${key}`);
  const rowOf = (key) => document.getElementById(`f${key}`);
  const light = (key, how, on) => {
    for (const part of [markOf(key), rowOf(key)]) { if (part) { part.classList.toggle(how, on); } }
  };

  /* A number and its words light up together, whichever is pointed at; the current one stays lit and its words come into sight. */
  const keyOf = (part) => {
    const found = part.closest && part.closest("[data-row], [data-mark]");
    return found ? found.dataset.row || found.dataset.mark : "";
  };
  for (const [name, on] of [["pointerover", true], ["pointerout", false]]) {
    form.addEventListener(name, (event) => { if (keyOf(event.target)) { light(keyOf(event.target), "is-near", on); } });
  }
  form.addEventListener("focusin", (event) => {
    const key = keyOf(event.target);
    if (!key) { return; }
    for (const old of form.querySelectorAll(".is-current")) { old.classList.remove("is-current"); }
    light(key, "is-current", true);
    const mark = markOf(key);
    if (mark && !event.target.closest("[data-mark]") && text.scrollHeight > text.clientHeight + 4) {
      text.scrollTop += mark.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;
    }
  });
  text.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-mark]");
    const row = mark && rowOf(mark.dataset.mark);
    if (row) {
      event.preventDefault();
      row.focus({ preventScroll: true });
      row.scrollIntoView({ block: "center" });
    }
  });

  /* Boxes: what is counted along the foot, and all of a kind, but for what lacks its indicator or line. */
  const boxes = () => [...form.querySelectorAll("[data-on-box]")];
  const isReady = (box) => {
    const [row, card] = [box.closest("[data-row]"), box.closest("[data-card]")];
    return Boolean(field(row, "indicator").value.trim() && field(card, "line").value);
  };
  const count = () => {
    for (const box of boxes()) { box.closest("[data-row]").classList.toggle("number--off", !box.checked); }
    const on = boxes().filter((box) => box.checked);
    const unready = boxes().filter((box) => !isReady(box)).length;
    form.querySelector("[data-unready]").textContent = unready;
    form.querySelector("[data-unready-says]").hidden = !unready;
    form.querySelector("[data-on]").textContent = on.length;
    form.querySelector("[data-save]").disabled = !on.length;
    form.querySelector("[data-drafts-to-be]").textContent = new Set(on.map((box) => box.closest("[data-card]"))).size;
  };
  const tick = (some, on) => {
    for (const box of some) {
      if (box.checked !== on) {
        box.checked = on;
        box.dispatchEvent(new Event("change", { bubbles: true }));
      }
    }
  };
  const ofKind = (which) => boxes().filter((box) => {
    const card = box.closest("[data-card]");
    if (!box.checked && !isReady(box)) { return false; }
    return which === "all" || which === `d${card.dataset.card}` || which === `l${card.dataset.line}`;
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest('button[name="_all"]');
    if (button) {
      event.preventDefault();
      const [how, which] = button.value.split(":");
      tick(ofKind(which), how === "on");
    }
  });

  form.addEventListener("change", (event) => {
    if (event.target.matches("[data-on-box]")) { count(); }
    if (event.target.matches("[data-to]")) {
      const keep = form.querySelector("[data-keep-now]");
      keep.value = event.target.dataset.to;
      keep.click();
    }
    if (event.target.name === "a-published_on") { form.querySelector("[data-reread]").click(); }
  });
  form.deskOf = { boxes, count, field, isReady, markOf, ofKind, tick };
  count();
}
