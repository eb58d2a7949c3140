/* What a job makes of each photo that was sent: asked for until it is there, and shown on its row. */
"use strict";
document.querySelectorAll("[data-photos]").forEach((group) => {
  const ASK_EVERY = 1500;
  const ASK_LATER = 15000;  // where a picture has been waiting for a minute
  const GONE = { state: "refused", words: "这张照片已经不在了，请重新选一次。" };
  const { find, token, used, say } = group.photos;
  const csrf = group.closest("form").elements.csrfmiddlewaretoken;
  const settled = new WeakSet(); // rows whose picture is ready or refused
  const ask = (method, url) => fetch(url, { method, headers: { "X-CSRFToken": csrf.value }, redirect: "error", keepalive: method === "DELETE" });

  const stands = (row, words, wrong = false, again = false) => {
    const place = find("standing", row);
    place.textContent = words;
    place.classList.toggle("photo-tools__standing--wrong", wrong);
    find("again", row).hidden = !again;
  };
  const show = (row, url) => {
    const box = row.querySelector(".picture__face");
    let image = box.querySelector("img");
    if (!image) {
      image = document.createElement("img");
      image.className = "picture__shown";
      image.alt = "";
      image.decoding = "async";
      image.addEventListener("error", () => { // a file that is no picture shows nothing of itself
        image.remove();
        box.querySelector(".picture__words").textContent = "选照片";
      });
      box.prepend(image);
    }
    if (image.src.startsWith("blob:")) { URL.revokeObjectURL(image.src); }
    image.src = url;
    box.querySelector(".picture__words").textContent = "换一张";
  };
  const ready = (row, said) => {
    if (said.key) { row.dataset.key = said.key; }
    if (said.state === "kept") {
      settled.add(row);
      stands(row, "");
      if (said.url) { show(row, said.url); }
    } else if (said.state === "refused") {
      settled.add(row);
      stands(row, said.words, true);
      say(`有一张没有收下：${said.words}`);
    } else {
      stands(row, said.words);
      soon();
    }
  };
  let asking = 0, asked = 0;
  const soon = () => { if (!asking) { asking = setTimeout(look, asked < 40 ? ASK_EVERY : ASK_LATER); } };
  const look = async () => {
    asking = 0;
    asked += 1;
    const open = used().filter((row) => token(row) && !settled.has(row));
    if (!open.length) { return; }
    const asks = open.slice(0, 100).map((row) => [row, token(row)]);
    const query = asks.map(([, sent]) => `token=${encodeURIComponent(sent)}`).join("&");
    const answer = await ask("GET", `${group.dataset.uploads}?${query}`).then((found) => (found.ok ? found.json() : null)).catch(() => null);
    asks.forEach(([row, sent]) => { if (answer && token(row) === sent) { ready(row, answer.pictures[sent] || GONE); } });
    soon();
  };

  const anew = (row) => {
    settled.delete(row);
    asked = 0;
  };

  look();
  Object.assign(group.photos, { ask, stands, show, ready, anew });
});
