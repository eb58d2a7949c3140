/* The photos of a form as rows in an order, changed by buttons or by dragging; what sends them and what fills them in together works on `group.photos`. */
"use strict";
document.querySelectorAll("[data-photos]").forEach((group) => {
  const template = document.getElementById(`${group.id.replace(/-group$/, "")}-empty`);
  const find = (name, root = group) => root.querySelector(`[data-${name}]`);
  const field = (row, name) => row.querySelector(`[name$="-${name}"]`);
  const token = (row) => field(row, "upload").value;
  const all = () => [...group.querySelectorAll(".set:not(.empty-form)")];
  const used = () => all().filter((row) => !row.hidden);
  const isBlank = (row) => !row.matches(".has_original") && !token(row) && !field(row, "caption").value && !row.querySelector(".field--wrong");
  const say = (words) => { find("say").textContent = words; };
  const tell = (input) => input.dispatchEvent(new Event("change", { bubbles: true }));
  const check = (row, name, on) => {
    const box = field(row, name);
    if (box.checked !== on) { box.checked = on; tell(box); }
  };

  const number = () => {
    const rows = used();
    rows.forEach((row, place) => {
      field(row, "position").value = place;
      [["up", "上移", place === 0], ["down", "下移", place === rows.length - 1]].forEach(([name, words, off]) => {
        const button = find(name, row);
        button.disabled = off;
        button.setAttribute("aria-label", `${words}第${place + 1}张`);
      });
    });
    find("together").hidden = rows.length < 2;
  };
  const place = (row, before) => {
    template.parentNode.insertBefore(row, before);
    number();
  };
  const moved = (row) => {
    const rows = used();
    say(`现在是第${rows.indexOf(row) + 1}张，共${rows.length}张`);
    tell(field(row, "position"));
  };
  const step = (button, by) => {
    const row = button.closest(".set");
    const rows = used();
    const other = rows[rows.indexOf(row) + by];
    if (!other) { return; }
    place(row, by < 0 ? other : other.nextElementSibling);
    (button.disabled ? find(by < 0 ? "down" : "up", row) : button).focus();
    moved(row);
  };

  group.addEventListener("click", (event) => {
    const button = event.target.closest("[data-up], [data-down]");
    if (button) { step(button, button.matches("[data-up]") ? -1 : 1); }
  }, true);

  /* ---- dragging */

  let held = null;
  group.addEventListener("dragover", (event) => {
    const over = held && event.target.closest(".set:not(.empty-form)");
    if (!over || over === held) { return; }
    event.preventDefault();
    const box = over.getBoundingClientRect();
    const after = event.clientY > box.top + box.height / 2;
    place(held, after ? over.nextElementSibling : over);
  });
  group.addEventListener("drop", (event) => { if (held) { event.preventDefault(); } });
  group.addEventListener("pointerdown", (event) => {
    const face = event.target.closest(".field-picture");
    if (face && event.pointerType === "mouse") { face.closest(".set").draggable = true; }
  });
  group.addEventListener("dragstart", (event) => {
    held = event.target.closest && event.target.closest(".set");
    if (!held) { return; }
    held.classList.add("set--held");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
  });
  group.addEventListener("dragend", () => {
    if (!held) { return; }
    held.classList.remove("set--held");
    held.draggable = false;
    moved(held);
    held = null;
  });

  /* ---- as the page opens */

  group.classList.add("rows--live");
  all().forEach((row) => {
    row.hidden = isBlank(row);
    find("buttons", row).hidden = false;
  });
  find("buttons", template).hidden = false;
  const where = (row) => (field(row, "position").value === "" ? Infinity : Number(field(row, "position").value));
  used().map((row, at) => [row, where(row), at]).sort((one, two) => one[1] - two[1] || one[2] - two[2]).forEach(([row]) => template.parentNode.insertBefore(row, template));
  number();
  group.photos = { template, find, field, token, all, used, isBlank, say, tell, check, number };
});
