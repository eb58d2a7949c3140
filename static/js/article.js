// 字号 and 打印 of an article. Hooks: data-article-tools, data-article-body, data-type-size="large|medium|small", data-print.
(function () {
  var tools = document.querySelector("[data-article-tools]");
  var body = document.querySelector("[data-article-body]");
  if (!tools || !body) return;
  tools.hidden = false;

  tools.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) return;
    if ("print" in button.dataset) { window.print(); return; }
    body.classList.remove("article__body--large", "article__body--small");
    if (button.dataset.typeSize !== "medium") body.classList.add("article__body--" + button.dataset.typeSize);
    tools.querySelectorAll("[data-type-size]").forEach(function (one) {
      one.setAttribute("aria-pressed", String(one === button));
    });
  });
})();
