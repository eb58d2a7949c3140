/* A chosen programme brings its line, its next number and a title, each only where nothing else was chosen or typed; a summary has no number. */
"use strict";
for (const form of document.querySelectorAll("form[data-next-number]")) {
  const proposed = { number: "", title: "" };
  const propose = (name, value) => {
    const field = form.elements[name];
    if (!field || (field.value.trim() && field.value !== proposed[name])) { return; }
    proposed[name] = value ? String(value) : "";
    field.value = proposed[name];
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const chosen = (name) => form.querySelector(`input[name=${name}]:checked`);
  const follow = async (programme) => {
    const answer = programme ? await fetch(`${form.dataset.nextNumber}?${new URLSearchParams({ programme })}`).then((found) => found.json()).catch(() => ({})) : {};
    if (form.elements.programme.value !== programme) { return; }
    const its = answer.line && !chosen("line") && form.querySelector(`input[name=line][value="${answer.line}"]`);
    if (its) {
      its.checked = true;
      its.dispatchEvent(new Event("change", { bubbles: true }));
    }
    const summary = chosen("kind") && chosen("kind").value === "summary";
    propose("number", summary ? "" : answer.number);
    propose("title", summary ? "" : answer.title);
  };
  django.jQuery(form).on("change", "select[name=programme]", (event) => follow(event.target.value));
}
