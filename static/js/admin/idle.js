/* Says some minutes before the session ends, keeps it while somebody types, and says when it has ended; the form itself is safe either way. */
"use strict";
{
  const box = document.querySelector("[data-idle]");
  const minutes = box ? Number(box.dataset.idle) : 0;
  const WARN = Math.min(3, minutes / 4) * 60;
  const EVERY = 120;
  let here = Date.now();
  let told = Date.now();

  const last = () => Math.max(here, Number(localStorage.getItem("desk-alive")) || 0);
  const note = () => {
    here = Date.now();
    try { localStorage.setItem("desk-alive", String(here)); } catch (error) { /* storage is shut: this page counts for itself */ }
  };
  const stay = async () => {
    told = Date.now();
    const answer = await fetch(box.dataset.alive, { redirect: "manual", cache: "no-store" }).catch(() => ({ status: 0 }));
    if (answer.status === 204) { note(); look(); }
  };
  const say = (words, over) => {
    box.hidden = words === "";
    box.querySelector("[data-idle-stay]").hidden = over;
    const place = box.querySelector("[data-idle-words]");
    if (place.textContent !== words) { place.textContent = words; }
  };
  const look = () => {
    const left = minutes * 60 - (Date.now() - last()) / 1000;
    if (left > WARN) { say("", false); return; }
    if (left > 0) { say(`还有${Math.ceil(left / 60)}分钟没有动作就会退出登录。接着填写，或者按“继续”。`, false); return; }
    say("登录已经过期。填的内容还在：按保存会先请您登录，再回到这张表。", true);
  };
  if (box) {
    note();
    document.addEventListener("input", () => { if (Date.now() - told > EVERY * 1000 || !box.hidden) { stay(); } });
    box.querySelector("[data-idle-stay]").addEventListener("click", stay);
    setInterval(look, 5000);
    document.addEventListener("visibilitychange", look);
  }
}
