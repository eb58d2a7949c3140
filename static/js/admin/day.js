/* A day is typed; where the browser has a calendar of its own, a button opens it. */
"use strict";
{
  const dress = (root) => root.querySelectorAll("[data-day]").forEach((place) => {
    const typed = place.querySelector("input");
    if (place.querySelector("button") || !HTMLInputElement.prototype.showPicker || typed.name.includes("__prefix__")) { return; }
    const picker = document.createElement("input");
    picker.type = "date";
    picker.className = "day__picker";
    picker.tabIndex = -1;
    picker.setAttribute("aria-hidden", "true");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "day__open";
    button.setAttribute("aria-label", "打开日历");
    button.addEventListener("click", () => {
      picker.value = /^\d{4}-\d{2}-\d{2}$/.test(typed.value) ? typed.value : "";
      picker.showPicker();
    });
    picker.addEventListener("change", () => {
      typed.value = picker.value;
      typed.dispatchEvent(new Event("change", { bubbles: true }));
    });
    place.append(picker, button);
  });
  dress(document);
  document.addEventListener("formset:added", (event) => {
    event.target.querySelectorAll(".day__picker, .day__open").forEach((part) => part.remove());
    dress(event.target);
  });
}
