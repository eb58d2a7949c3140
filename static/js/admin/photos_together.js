/* What is filled in for all photos of a form at once: consent, and one caption wherever there is none. */
"use strict";
document.querySelectorAll("[data-photos]").forEach((group) => {
  const { find, field, used, say, tell, check } = group.photos;
  find("together").addEventListener("change", (event) => {
    const name = event.target.dataset.togetherCheck;
    if (name) {
      used().forEach((row) => check(row, name, event.target.checked));
      say(event.target.checked ? `${used().length}张都勾上了` : `${used().length}张都去掉了`);
    }
  });
  const fill = () => {
    const words = find("together-caption").value.trim();
    const empty = used().map((row) => field(row, "caption")).filter((input) => !input.value.trim());
    if (!words) { find("together-caption").focus(); return; }
    empty.forEach((input) => { input.value = words; tell(input); });
    say(`填好了${empty.length}张`);
  };
  find("together-caption").addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); fill(); } });
  find("together-fill").addEventListener("click", fill);
});
