/* What was chosen is kept as one goes: all that was touched since the page was opened, in messages that are numbered. */
"use strict";
{
  const form = document.querySelector("[data-reading]");
  const told = form.querySelector("[data-kept]");
  const touched = {};
  let serial = Number(form.dataset.serial);
  let [timer, isDirty] = [0, false];

  const send = async (leaving) => {
    clearTimeout(timer);
    if (!isDirty) { return; }
    isDirty = false;
    serial += 1;
    const mine = serial;
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set("serial", mine);
    body.set("fields", JSON.stringify(touched));
    try {
      const response = await fetch(form.dataset.keep, { method: "POST", body, keepalive: leaving, credentials: "same-origin" });
      if (response.ok && !(response.headers.get("content-type") || "").includes("json")) {
        told.textContent = "登录过期了，还没有记下：按一次保存，登录后都在";
        later(5000);
        return;
      }
      const answer = await response.json();
      if (answer.why) {
        told.textContent = answer.why;
      } else if (!answer.kept && mine === serial) {
        serial = Math.max(serial, answer.serial || 0);
        later(100);
      } else if (answer.kept) {
        told.textContent = "选择已记下";
      }
    } catch {
      told.textContent = "还没有记下，正在重试";
      later(5000);
    }
  };
  const later = (wait) => {
    isDirty = true;
    clearTimeout(timer);
    timer = setTimeout(() => send(false), wait);
  };
  const note = (event) => {
    const field = event.target;
    if (!field.name || !/^([df]\d+|a)-/.test(field.name)) { return; }
    touched[field.name] = field.type === "checkbox" ? (field.checked ? "on" : "") : field.value;
    later(800);
  };
  form.addEventListener("input", note);
  form.addEventListener("change", note);
  form.addEventListener("submit", () => { clearTimeout(timer); isDirty = false; });
  addEventListener("pagehide", () => send(true));
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") { send(true); } });
}
