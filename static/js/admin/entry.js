/* The activity form while it is written: figures are read back, choices narrow to the line, what does not apply is put away. */
"use strict";
{
  const $ = django.jQuery;
  const form = document.getElementById("activity_form");
  const line = () => (form.querySelector("input[name=line]:checked") || {}).value || "";
  const row = (field) => field.closest(".set");
  const within = (set, name) => set.querySelector(`[name$="-${name}"]`);
  const show = (field, shown) => {
    const place = field && field.closest(".field");
    if (place) { place.hidden = !shown && !place.matches(".field--wrong"); }
  };

  /* Indicators and programmes to choose from are those of the chosen line, pairings those of the chosen community. */
  const narrowing = (asked) => {
    if (/field_name=(indicator|programme)/.test(asked)) { return ["line", line()]; }
    return /field_name=pairing/.test(asked) ? ["community", form.elements.community.value] : ["", ""];
  };
  $.ajaxPrefilter((options) => {
    const [name, value] = options.url.includes("/autocomplete/") ? narrowing(`${options.url}&${options.data || ""}`) : ["", ""];
    if (value) { options.url += `${options.url.includes("?") ? "&" : "?"}${name}=${encodeURIComponent(value)}`; }
  });

  /* 「新增品牌项目」 starts with the chosen line. */
  const link = document.getElementById("add_id_programme");
  const carryLine = () => {
    if (!link) { return; }
    const url = new URL(link.href);
    url.searchParams.delete("line");
    if (line()) { url.searchParams.set("line", line()); }
    link.href = url.pathname + url.search;
  };

  /* Each figure is read back beside its field. */
  const waiting = new WeakMap();
  const readBack = async (set) => {
    const place = set.querySelector("[data-read-back]");
    const said = within(set, "said").value;
    const indicator = within(set, "indicator").value;
    if (!place) { return; }
    const answer = said.trim() && indicator ? await fetch(`${form.dataset.read}?${new URLSearchParams({ said, indicator })}`).then((found) => found.json()).catch(() => ({})) : {};
    if (within(set, "said").value !== said) { return; }
    place.textContent = "";
    place.classList.toggle("read-back--wrong", Boolean(answer.error));
    if (answer.error) { place.textContent = answer.error; }
    if (answer.spoken) {
      const strong = document.createElement("b");
      strong.className = "said";
      strong.textContent = answer.spoken;
      const sure = document.createElement("span");
      sure.className = "read-back__sure";
      sure.textContent = answer.sureness;
      place.append(strong, " ", sure);
    }
    const old = within(set, "said").closest(".field").querySelector(".errorlist");
    if (old) { old.remove(); within(set, "said").closest(".field").classList.remove("field--wrong"); }
  };
  const soon = (set) => {
    clearTimeout(waiting.get(set));
    waiting.set(set, setTimeout(() => readBack(set), 250));
  };
  form.addEventListener("input", (event) => { if (event.target.matches("[data-figure-said]")) { soon(row(event.target)); } });
  $(form).on("change", "select[name^=figures-][name$=-indicator]", (event) => soon(row(event.target)));

  $(form).on("change", "select[name=programme]", () => kind());

  /* A summary speaks of a programme up to a day: what only an occasion has is put away. */
  const kind = () => {
    const summary = (form.querySelector("input[name=kind]:checked") || {}).value === "summary";
    form.classList.toggle("entry--summary", summary);
    form.elements.happened_from.placeholder = summary ? "不知道就空着" : "2022-07-09";
    form.elements.happened_to.placeholder = summary ? "累计到哪一天" : "同一天";
    show(form.elements.stands_alone, !summary && !form.elements.programme.value);
    show(form.elements.number, !summary);
  };

  form.addEventListener("change", (event) => {
    const field = event.target;
    if (field.name === "line") { carryLine(); }
    if (field.name === "kind") { kind(); }
  });

  if (form.dataset.read) {
    kind();
    carryLine();
  }
}
