/* Rows and fields of a form while it is written: what does not apply is put away, a chosen photo is shown at once. */
"use strict";
{
  const form = document.querySelector("form.entry, form.ask");
  const beside = (field, name) => form.elements[field.name.slice(0, field.name.lastIndexOf("-") + 1) + name];
  const show = (field, shown) => {
    const place = field && field.closest(".field");
    if (place) { place.hidden = !shown && !place.matches(".field--wrong"); }
  };
  const named = (name) => `[name$="-${name}"], [name="${name}"]`;

  /* What a name's basis does not ask for is put away. */
  const basis = (field) => {
    for (const [code, names] of [["source", ["published_in", "published_on"]], ["consent", ["consent_version", "consent_on"]]]) {
      names.forEach((name) => show(beside(field, name), field.value === code));
    }
  };

  /* A chosen photo is shown at once; one cover; the guardian is asked for where minors are seen. */
  const minors = (field) => show(beside(field, "guardian_consent"), field.checked);
  const preview = (input) => {
    const file = input.files[0];
    const place = input.closest(".picture");
    let image = place.querySelector("img");
    if (!file || !/^image\/(jpeg|png|webp)$/.test(file.type)) { return; }
    if (!image) {
      image = document.createElement("img");
      image.className = "picture__shown";
      image.alt = "";
      place.prepend(image);
    }
    image.src = URL.createObjectURL(file);
  };

  /* What came of an item is asked for once there may be something. */
  const outcome = (field) => {
    const said = beside(field, "outcome");
    if (said) { show(said, said.value !== "" || !["open", "next"].includes(field.value)); }
  };

  form.addEventListener("change", (event) => {
    const field = event.target;
    if (field.matches(named("basis"))) { basis(field); }
    if (field.matches(named("shows_minors"))) { minors(field); }
    if (field.matches(named("state"))) { outcome(field); }
    if (field.matches(named("picture")) && field.files) { preview(field); }
    if (field.name.endsWith("-is_cover") && field.checked) {
      form.querySelectorAll("[name$=-is_cover]").forEach((other) => { other.checked = other === field; });
    }
  });

  const settle = (root) => {
    root.querySelectorAll(named("basis")).forEach(basis);
    root.querySelectorAll(named("shows_minors")).forEach(minors);
    root.querySelectorAll(named("state")).forEach(outcome);
  };
  settle(form);

  /* inlines.js puts 「删去」 into a row's first child; who goes by keyboard meets it after the fields, where it is seen, and stays near once the row is gone. */
  const last = (row) => {
    const end = row.matches(".set:not(.empty-form)") && !row.closest(".rows--photos") && row.querySelector(".set__end");
    if (end) { row.append(end); }
  };
  if (form.querySelector(".set")) { django.jQuery(() => form.querySelectorAll(".set").forEach(last)); }
  document.addEventListener("formset:added", (event) => {
    settle(event.target);
    last(event.target);
  });
  document.addEventListener("formset:removed", (event) => {
    const more = document.querySelector(`#${event.detail.formsetName}-group:not(.rows--photos) .add-row a`);
    if (more) { more.focus({ preventScroll: true }); }
  });
}
