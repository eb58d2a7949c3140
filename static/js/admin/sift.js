/* A chosen filter applies at once; on a phone the filters wait behind a button. Without this all stand open and the button applies them. */
"use strict";
for (const form of document.querySelectorAll("[data-sift]")) {
  const chosen = Array.from(form.querySelectorAll("select"));
  if (chosen.length > 2 && chosen.every((field) => field.value === "")) {
    const more = document.createElement("button");
    more.type = "button";
    more.className = "button sift__more";
    more.textContent = "更多条件";
    more.addEventListener("click", () => form.classList.remove("sift--folded"));
    form.querySelector(".sift__actions").append(more);
    form.classList.add("sift--folded");
  }
  const leaveBlanksOut = () => {
    for (const field of form.elements) { field.disabled = field.name !== "" && field.value === ""; }
  };
  form.addEventListener("submit", leaveBlanksOut);
  form.addEventListener("change", (event) => {
    if (event.target.tagName !== "SELECT") { return; }
    leaveBlanksOut();
    form.submit();
  });
  addEventListener("pageshow", () => {
    for (const field of form.elements) { field.disabled = false; }
  });
}
