/* Gives each select2 the name of its field, which select2 itself does not, so that a screen reader says what is being chosen. */
"use strict";
{
  const $ = django.jQuery;

  const label = (select) => document.querySelector(`label[for="${select.id}"]`);

  const name = (select) => {
    const words = label(select);
    const box = select.nextElementSibling && select.nextElementSibling.querySelector(".select2-selection");
    if (!words || !box) { return; }
    words.id = words.id || `${select.id}_label`;
    const shown = box.querySelector(".select2-selection__rendered");
    shown.setAttribute("aria-labelledby", words.id);
    box.setAttribute("aria-labelledby", `${words.id} ${shown.id}`);
    for (const attribute of ["aria-describedby", "aria-invalid"]) {
      if (select.hasAttribute(attribute)) { box.setAttribute(attribute, select.getAttribute(attribute)); }
    }
  };

  const nameAll = (root) => root.querySelectorAll("select.admin-autocomplete:not([name*=__prefix__])").forEach(name);

  $(() => nameAll(document));
  document.addEventListener("formset:added", (event) => setTimeout(() => nameAll(event.target)));
  document.addEventListener("formset:removed", () => setTimeout(() => nameAll(document)));  // the rows after it have other ids then
  $(document).on("select2:open", (event) => {
    const words = label(event.target);
    const field = document.querySelector(".select2-container--open .select2-search__field");
    if (!field) { return; }
    const what = words ? words.textContent.replace(/[：:]\s*$/, "") : "";
    const list = field.closest("body > .select2-container");
    const box = event.target.nextElementSibling && event.target.nextElementSibling.querySelector(".select2-selection");
    field.setAttribute("aria-label", `查找${what}`);
    if (list) {  // it lies at the end of the page, outside its form
      list.setAttribute("role", "region");
      list.setAttribute("aria-label", `可选的${what}`);
    }
    if (box) { box.setAttribute("aria-controls", field.getAttribute("aria-controls")); }
    field.focus();
  });
  $(document).on("select2:close", (event) => {
    const box = event.target.nextElementSibling && event.target.nextElementSibling.querySelector(".select2-selection");
    if (box) { box.removeAttribute("aria-controls"); }  // the list is gone
  });
}
