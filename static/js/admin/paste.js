/* What is pasted keeps the form it had: the page's own mark-up goes along with its text, until somebody types into the text. */
"use strict";
{
  const text = document.querySelector("[data-paste]");
  const html = document.querySelector("[data-paste-html]");
  const LONGEST = 1_500_000;
  let isPasting = false;
  text.addEventListener("paste", (event) => {
    const whole = text.selectionStart === 0 && text.selectionEnd === text.value.length;
    const marked = event.clipboardData ? event.clipboardData.getData("text/html") : "";
    html.value = whole && marked.length <= LONGEST ? marked : "";
    isPasting = true;
  });
  text.addEventListener("input", () => {
    if (!isPasting) { html.value = ""; }
    isPasting = false;
  });
}
