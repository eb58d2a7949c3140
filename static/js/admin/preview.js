/* What the form as it stands lacks, will do to the totals and may repeat, asked for while somebody types; older questions are dropped, faults are silent. */
"use strict";
{
  const form = document.getElementById("activity_form");
  const place = form && form.querySelector("[data-live]");
  const said = form && form.querySelector("[data-live-said]");
  const hint = form && form.querySelector("[data-live-hint]");
  const WAIT = 600;
  let timer = 0;
  let asking = null;

  const typed = () => {
    const data = new FormData(form);
    for (const [name, value] of Array.from(data)) {
      if (value instanceof File) { data.set(name, value.name); }
    }
    return data;
  };

  /* Where the panel lies below the form, its one sentence stands under the figures, too. */
  const line = document.createElement("p");
  const whole = (sentence) => {
    const figures = document.querySelector("#figures-group .part");
    line.className = "live-line";
    line.setAttribute("aria-hidden", "true");
    line.textContent = sentence;
    if (figures && !line.isConnected) { figures.append(line); }
  };

  /* The answers beside the form may be under somebody's hand: what is unchanged stays, and what had the focus has it again. */
  const show = (panel) => {
    if (place.dataset.shown === panel) { return; }
    const held = document.activeElement && place.contains(document.activeElement) ? document.activeElement : null;
    const which = held && held.name ? `[name="${held.name}"][value="${held.value}"]` : held && held.href ? `a[href="${held.getAttribute("href")}"]` : "";
    place.innerHTML = panel;
    place.dataset.shown = panel;
    const again = which && place.querySelector(which);
    if (again) { again.focus({ preventScroll: true }); }
  };

  const ask = async () => {
    if (asking) { asking.abort(); }
    asking = new AbortController();
    const { signal } = asking;
    try {
      const answer = await fetch(form.dataset.preview, { method: "POST", body: typed(), redirect: "error", signal });
      const found = answer.ok ? await answer.json() : null;
      if (!found || signal.aborted) { return; }
      show(found.panel);
      hint.hidden = !found.hint;
      hint.textContent = found.hint;
      whole(found.said);
      if (said.textContent !== found.said) { said.textContent = found.said; }
    } catch (error) { /* dropped, or the network is away: the panel stays as it is */ }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  };

  if (place && form.dataset.preview) {
    form.addEventListener("input", soon);
    django.jQuery(form).on("change", soon);
    document.addEventListener("formset:added", soon);
    document.addEventListener("formset:removed", soon);
    if (form.elements.title && form.elements.title.value && !form.querySelector("[data-live] .panel__later, [data-live] .effects")) { ask(); }
  }
}
