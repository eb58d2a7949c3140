/* A folded group of the head closes when one goes on elsewhere, or by Escape. */
"use strict";
{
  const groups = Array.from(document.querySelectorAll(".bench__group"));
  const close = (but) => groups.forEach((group) => { if (group !== but) { group.open = false; } });
  document.addEventListener("click", (event) => close(event.target.closest(".bench__group")));
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && groups.find((group) => group.open);
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  });
}
