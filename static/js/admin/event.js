/* The event form while it is written: the next number of the chosen programme is proposed where none is typed. */
"use strict";
{
  const form = document.getElementById("event_form");
  const number = form && form.elements.number;
  const address = form && form.dataset.nextNumber;
  let proposed = "";

  if (number && address) {
    django.jQuery(form).on("change", "[name=programme]", async (event) => {
      const programme = event.target.value;
      const answer = programme ? await fetch(`${address}?${new URLSearchParams({ programme })}`).then((found) => found.json()).catch(() => ({})) : {};
      if (event.target.value !== programme || (number.value.trim() && number.value !== proposed)) { return; }
      proposed = answer.number ? String(answer.number) : "";
      number.value = proposed;
    });
  }
}
