/* The reading desk: a number and its words light up together, all of a kind is taken or left at once, what is changed shows in its draft. */
"use strict";
{
  const form = document.querySelector("[data-reading]");
  const text = form.querySelector("[data-text]");
  const inkOf = new Map([...document.querySelectorAll("#names-lines option")].map((line) => [line.value, line.dataset]));
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

  /* Boxes: what is counted along the foot, and all of a kind. */
  const boxes = () => [...form.querySelectorAll("[data-on-box]")];
  const count = () => {
    for (const box of boxes()) { box.closest("[data-row]").classList.toggle("number--off", !box.checked); }
    const on = boxes().filter((box) => box.checked);
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

  /* What is changed in the folded part shows in the draft. */
  const say = (place, words) => { if (place) { place.textContent = words; } };
  const facts = (card) => {
    const [first, last] = [field(card, "happened_from").value, field(card, "happened_to").value];
    const days = first ? (last && last !== first ? `${first}至${last}` : first) : last ? `截至${last}` : "日期待定";
    const programme = field(card, "programme").value;
    const parts = [days, programme && `品牌项目“${programme}”`, ...["community", "place", "people", "units"].map((name) => field(card, name).value)];
    const place = card.querySelector(".card__facts");
    place.textContent = "";
    for (const part of parts.filter(Boolean)) {
      const one = document.createElement("span");
      one.textContent = part;
      place.append(one, " ");
    }
  };
  const recolour = (card) => {
    const line = inkOf.get(field(card, "line").value);
    card.dataset.line = field(card, "line").value;
    card.className = `card${line ? ` ink-${line.ink}` : ""}`;
    const disc = card.querySelector(".disc");
    if (disc && line) {
      disc.className = `disc disc--small ink-${line.ink}`;
      disc.textContent = line.numeral;
    }
    for (const row of card.querySelectorAll("[data-row]")) {
      const mark = markOf(row.dataset.row);
      if (mark) { mark.className = `found${line ? ` ink-${line.ink}` : ""}`; }
    }
  };
  const waiting = new WeakMap();
  const readBack = async (row) => {
    const [said, name] = [field(row, "said").value, field(row, "indicator").value];
    const option = [...document.querySelectorAll("#names-indicators option")].find((one) => one.value === name);
    say(row.querySelector('[data-shows="indicator"]'), name || "指标待定");
    const asked = new URLSearchParams({ said, indicator: option ? option.dataset.pk : "" });
    const answer = said.trim() && option ? await fetch(`${form.dataset.read}?${asked}`).then((found) => found.json()).catch(() => ({})) : {};
    if (field(row, "said").value !== said) { return; }
    const back = row.querySelector("[data-read-back]");
    back.classList.toggle("read-back--wrong", Boolean(answer.error));
    say(back, answer.error || (answer.spoken ? `读作${answer.spoken}，${answer.sureness}` : ""));
    if (answer.spoken) {
      say(row.querySelector("[data-back]"), answer.spoken);
      say(row.querySelector("[data-sure]"), answer.sureness);
    }
  };
  form.addEventListener("input", (event) => {
    const row = event.target.closest("[data-row]");
    const card = event.target.closest("[data-card]");
    if (row && !event.target.matches("[data-on-box]")) {
      clearTimeout(waiting.get(row));
      waiting.set(row, setTimeout(() => readBack(row), 250));
    } else if (card && !row) {
      if (event.target.name.endsWith("-title")) { say(card.querySelector('[data-shows="title"]'), event.target.value); }
      facts(card);
    }
  });
  form.addEventListener("change", (event) => {
    if (event.target.matches("[data-on-box]")) { count(); }
    const card = event.target.closest("[data-card]");
    if (card && event.target.name.endsWith("-line")) { recolour(card); }
    if (card && event.target.name.endsWith("-kind")) { say(card.querySelector(".card__kind"), event.target.selectedOptions[0].textContent); }
    if (event.target.matches("[data-to]")) {
      const keep = form.querySelector("[data-keep-now]");
      keep.value = event.target.dataset.to;
      keep.click();
    }
    if (event.target.name === "a-published_on") { form.querySelector("[data-reread]").click(); }
  });
  form.deskOf = { boxes, tick, ofKind };
  count();
}
