/* What is changed in the folded parts of the reading desk shows in its draft at once, and what it is read as, or why it cannot be. */
"use strict";
{
  const form = document.querySelector("[data-reading]");
  const { count, field, isReady, markOf } = form.deskOf;
  const lineOf = new Map([...document.querySelectorAll("#names-lines option")].map((line) => [line.value, line]));
  const indicatorOf = new Map([...document.querySelectorAll("#names-indicators option")].map((one) => [one.value, one]));
  const say = (place, words) => { if (place) { place.textContent = words; } };

  /* Days in words, no finer than they are known; as typed where they are none. */
  const parts = (typed) => (/^\d{4}-\d{1,2}-\d{1,2}$/.test(typed) ? typed.split("-").map(Number) : null);
  const UNITS = { year: "年", month: "年月", day: "年月日" };
  const inWords = (typed, precision) => {
    const known = parts(typed);
    return known ? [...UNITS[precision]].map((unit, place) => `${known[place]}${unit}`).join("") : typed;
  };
  const days = (card) => {
    const [first, last] = [field(card, "happened_from").value.trim(), field(card, "happened_to").value.trim()];
    const precision = field(card, "precision").value in UNITS ? field(card, "precision").value : "day";
    if (!first) { return last ? `截至${inWords(last, "day")}` : "日期待定"; }
    const [from, to] = [inWords(first, precision), inWords(last || first, precision)];
    return from === to ? from : `${from}至${precision === "year" ? inWords(last, "day") : to}`;
  };
  const facts = (card) => {
    const programme = field(card, "programme").value;
    const told = [days(card), programme && `品牌项目：${programme}`, ...["community", "place", "people", "units"].map((name) => field(card, name).value)];
    const place = card.querySelector(".card__facts");
    place.textContent = "";
    for (const part of told.filter(Boolean)) {
      const one = document.createElement("span");
      one.textContent = part;
      place.append(one, " ");
    }
  };

  const recolour = (card) => {
    const line = lineOf.get(field(card, "line").value);
    const ink = line ? ` ink-${line.dataset.ink}` : "";
    card.dataset.line = field(card, "line").value;
    card.className = `card${ink}`;
    const disc = card.querySelector(".disc");
    disc.hidden = !line;
    disc.className = `disc disc--small${ink}`;
    disc.textContent = line ? line.dataset.numeral : "";
    say(card.querySelector('[data-shows="line"]'), line ? line.textContent : "行动待定");
    card.querySelector("[data-lacks-line]").hidden = Boolean(line);
    for (const row of card.querySelectorAll("[data-row]")) {
      const mark = markOf(row.dataset.row);
      if (mark) { mark.className = `found${ink}`; }
    }
  };

  const waiting = new WeakMap();
  const wrongIndicator = (row, name) => {
    const [option, line] = [indicatorOf.get(name), lineOf.get(field(row.closest("[data-card]"), "line").value)];
    if (name && !option) { return `指标名单里没有“${name}”，请从名单里选。`; }
    return option && line && !option.dataset.lines.split(" ").includes(line.value) ? `“${name}”不是“${line.textContent}”的指标，请换一个，或改选行动。` : "";
  };
  const readBack = async (row) => {
    const [said, name] = [field(row, "said").value, field(row, "indicator").value.trim()];
    const option = indicatorOf.get(name);
    say(row.querySelector('[data-shows="indicator"]'), name || "指标待定");
    row.querySelector("[data-lacks-indicator]").hidden = Boolean(name);
    count();
    const wrong = wrongIndicator(row, name);
    const asked = new URLSearchParams({ said, indicator: option ? option.dataset.pk : "" });
    const answer = said.trim() && option ? await fetch(`${form.dataset.read}?${asked}`).then((found) => found.json()).catch(() => ({})) : {};
    if (field(row, "said").value !== said || field(row, "indicator").value.trim() !== name) { return; }
    const back = row.querySelector("[data-read-back]");
    back.classList.toggle("read-back--wrong", Boolean(wrong || answer.error));
    say(back, wrong || answer.error || (answer.spoken ? `读作${answer.spoken}，${answer.sureness}` : ""));
    if (answer.spoken) {
      say(row.querySelector("[data-back]"), answer.spoken);
      say(row.querySelector("[data-sure]"), answer.sureness);
    }
  };

  const shown = (event) => {
    const [row, card] = [event.target.closest("[data-row]"), event.target.closest("[data-card]")];
    if (event.target.matches("[data-on-box]")) {
      if (event.isTrusted && event.target.checked && !isReady(event.target)) {
        (field(row, "indicator").value.trim() ? card : row).querySelector(":scope > [data-more]").open = true; // what is still to be chosen lies open
      }
    } else if (row && !event.target.matches("[data-to]")) {
      clearTimeout(waiting.get(row));
      waiting.set(row, setTimeout(() => readBack(row), 250));
    } else if (card && !row) {
      if (event.target.name.endsWith("-title")) { say(card.querySelector('[data-shows="title"]'), event.target.value.trim() || "没有名称"); }
      if (event.target.name.endsWith("-kind")) { say(card.querySelector(".card__kind"), event.target.selectedOptions[0].textContent); }
      if (event.target.name.endsWith("-line")) {
        recolour(card);
        count();
      }
      facts(card);
    }
  };
  form.addEventListener("input", shown);
  form.addEventListener("change", shown);
}
