/* Looks through the photos of a page one by one: click or Enter opens, arrows turn, Esc closes, and the focus is back where it was. */
"use strict";
document.querySelectorAll("[data-viewer]").forEach((viewer) => {
  const find = (name) => viewer.querySelector(`[data-viewer-${name}]`);
  const ways = [...document.querySelectorAll("[data-photo]")];
  let at = 0;
  if (!viewer.showModal) { return; }

  const show = (place) => {
    at = (place + ways.length) % ways.length;
    const way = ways[at];
    const small = way.querySelector("img");
    const sized = way.querySelector("source");
    const picture = find("picture");
    picture.removeAttribute("srcset");
    picture.sizes = "100vw";
    if (sized) { picture.srcset = sized.srcset; }
    picture.src = way.href;
    picture.alt = small.alt;
    picture.width = small.getAttribute("width");
    picture.height = small.getAttribute("height");
    find("caption").textContent = `△ ${way.dataset.caption}${ways.length > 1 ? `（${at + 1}／${ways.length}）` : ""}`;
  };
  const open = (way) => {
    show(ways.indexOf(way));
    for (const name of ["back", "on"]) { find(name).hidden = ways.length < 2; }
    viewer.showModal();
    find("close").focus();
  };

  document.addEventListener("click", (event) => {
    const way = event.target.closest("[data-photo]");
    if (!way || event.ctrlKey || event.metaKey || event.shiftKey || event.button) { return; }
    event.preventDefault();
    open(way);
  });
  find("back").addEventListener("click", () => show(at - 1));
  find("on").addEventListener("click", () => show(at + 1));
  find("close").addEventListener("click", () => viewer.close());
  viewer.addEventListener("click", (event) => { if (event.target === viewer) { viewer.close(); } });
  viewer.addEventListener("close", () => ways[at].focus());
  viewer.addEventListener("keydown", (event) => {
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: ways.length - 1 }[event.key];
    if (to === undefined) { return; }
    event.preventDefault();
    show(to);
  });
});
