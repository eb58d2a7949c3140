// 字号, 打印 and 分享 of an article. Hooks: data-article-tools, data-article-body, data-type-size="large|medium|small", data-print, data-share.
(function () {
  var tools = document.querySelector("[data-article-tools]");
  var body = document.querySelector("[data-article-body]");
  if (!tools || !body) return;
  tools.hidden = false;
  var sharing = tools.querySelector("[data-share]");
  if (sharing) sharing.hidden = !(navigator.share || navigator.clipboard);

  // Give the page to whatever the device shares with; where it has nothing, copy the address.
  function share(button) {
    if (navigator.share) { navigator.share({ title: document.title, url: location.href }).catch(function () {}); return; }
    navigator.clipboard.writeText(location.href).then(function () { button.textContent = "网址已复制"; }, function () { button.hidden = true; });
  }

  tools.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) return;
    if ("print" in button.dataset) { window.print(); return; }
    if ("share" in button.dataset) { share(button); return; }
    body.classList.remove("article__body--large", "article__body--small");
    if (button.dataset.typeSize !== "medium") body.classList.add("article__body--" + button.dataset.typeSize);
    tools.querySelectorAll("[data-type-size]").forEach(function (one) {
      one.setAttribute("aria-pressed", String(one === button));
    });
  });
})();
