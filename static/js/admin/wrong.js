/* What is wrong is listed at the head of a form: one comes there first, and from there to each field. */
"use strict";
{
  const box = document.querySelector("[data-wrong]");
  const go = (field) => {
    const shown = field.matches("select.select2-hidden-accessible") ? field.nextElementSibling.querySelector(".select2-selection") : field;
    const held = shown.matches("input, select, textarea, .select2-selection") ? shown : shown.querySelector("input:not([type=hidden]), select, textarea, [contenteditable]") || shown;
    held.closest(".field, .set, .part").scrollIntoView({ block: "center" });
    held.focus({ preventScroll: true });
  };
  if (box) {
    box.focus();
    box.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      const field = link && document.getElementById(link.hash.slice(1));
      if (field) {
        event.preventDefault();
        go(field);
      }
    });
  }
}
