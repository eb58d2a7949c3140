// 长者模式: kept in the browser's own storage, put on before the page is painted. Hooks: data-elder="toggle", data-elder="larger".
(function () {
  var root = document.documentElement;
  var KEY = "longgang-elder";

  function kept() {
    try { return localStorage.getItem(KEY) || ""; } catch (refused) { return ""; }
  }

  function keep(mode) {
    try { localStorage.setItem(KEY, mode); } catch (refused) { /* private windows: the mode lasts for this page */ }
  }

  function put(mode) {
    root.classList.toggle("elder", mode !== "");
    root.classList.toggle("elder-larger", mode === "larger");
  }

  function tell(mode) {
    document.querySelectorAll("[data-elder=toggle]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(mode !== ""));
    });
    document.querySelectorAll("[data-elder=larger]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(mode === "larger"));
    });
  }

  var mode = kept();
  root.classList.add("scripted");
  put(mode);

  document.addEventListener("DOMContentLoaded", function () { tell(mode); });
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-elder]");
    if (!button) return;
    if (button.dataset.elder === "toggle") mode = mode === "" ? "on" : "";
    else mode = mode === "larger" ? "on" : "larger";
    keep(mode);
    put(mode);
    tell(mode);
  });
})();
