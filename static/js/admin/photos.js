/* Many photos at once: each is sent on its own while the form is still being written, two at a time, again where the network was lost; then put in order. */
"use strict";
document.querySelectorAll("[data-photos]").forEach((group) => {
  const AT_ONCE = 2;
  const ASK_EVERY = 1500;
  const ASK_LATER = 15000;  // where a picture has been waiting for a minute
  const GONE = { state: "refused", words: "这张照片已经不在了，请重新选一次。" };
  const KINDS = /^image\/(jpeg|png|webp)$/;
  const form = group.closest("form");
  const prefix = group.id.replace(/-group$/, "");
  const template = document.getElementById(`${prefix}-empty`);
  const find = (name, root = group) => root.querySelector(`[data-${name}]`);
  const field = (row, name) => row.querySelector(`[name$="-${name}"]`);
  const token = (row) => field(row, "upload").value;
  const jobs = new Map(); // row -> what is being sent for it
  const settled = new WeakSet(); // rows whose picture is ready or refused
  let leaving = null; // the button that waits for the last picture
  let batch = [];

  const all = () => [...group.querySelectorAll(".set:not(.empty-form)")];
  const used = () => all().filter((row) => !row.hidden);
  const isBlank = (row) => !row.matches(".has_original") && !token(row) && !jobs.has(row) && !field(row, "caption").value && !row.querySelector(".field--wrong");
  const say = (words) => { find("say").textContent = words; };
  const stands = (row, words, wrong = false, again = false) => {
    const place = find("standing", row);
    place.textContent = words;
    place.classList.toggle("photo-tools__standing--wrong", wrong);
    find("again", row).hidden = !again;
  };
  const tell = (input) => input.dispatchEvent(new Event("change", { bubbles: true }));

  /* ---- order */

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

  /* ---- rows */

  const show = (row, url) => {
    const box = row.querySelector(".picture__face");
    let image = box.querySelector("img");
    if (!image) {
      image = document.createElement("img");
      image.className = "picture__shown";
      image.alt = "";
      image.decoding = "async";
      box.prepend(image);
    }
    if (image.src.startsWith("blob:")) { URL.revokeObjectURL(image.src); }
    image.src = url;
    box.querySelector(".picture__words").textContent = "换一张";
  };
  const free = () => {
    const waiting = all().find((row) => row.hidden && isBlank(row));
    if (waiting) { return waiting; }
    const before = new Set(all());
    const button = group.querySelector(".add-row a");
    if (!button || button.parentNode.style.display === "none") { return null; }
    button.click();
    return all().find((row) => !before.has(row));
  };
  const forget = (row) => {
    const job = jobs.get(row);
    if (job && job.request) { job.request.abort(); }
    jobs.delete(row);
    batch = batch.filter((one) => one !== job);
    if (token(row)) { ask("DELETE", `${group.dataset.uploads}${token(row)}/`).catch(() => {}); }
    field(row, "upload").value = "";
  };
  const discard = (row) => {
    const rows = used();
    const next = rows[rows.indexOf(row) + 1] || rows[rows.indexOf(row) - 1];
    forget(row);
    row.querySelectorAll("input, textarea").forEach((input) => {
      if (input.type === "checkbox") { input.checked = false; } else if (!/-(id|activity)$/.test(input.name)) { input.value = ""; }
    });
    row.querySelectorAll(".errorlist").forEach((list) => list.remove());
    row.querySelectorAll(".field--wrong").forEach((one) => one.classList.remove("field--wrong"));
    const image = row.querySelector(".picture__face img");
    if (image) { image.remove(); }
    row.querySelector(".picture__words").textContent = "选照片";
    row.hidden = true;
    settled.delete(row);
    delete row.dataset.key;
    stands(row, "");
    number();
    say("删去了一张");
    (next ? next.querySelector(".inline-deletelink, .set__delete input") : find("many")).focus();
    tell(field(row, "upload"));
    total();
    pump();
  };

  /* ---- sending */

  const ask = (method, url) => fetch(url, { method, headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value }, redirect: "error", keepalive: method === "DELETE" });
  const take = (row, file) => {
    const isFilled = Boolean(token(row));
    if (isFilled || jobs.has(row)) { forget(row); }
    const job = { row, file, sent: 0, tries: 0, state: "waiting", request: null };
    jobs.set(row, job);
    batch.push(job);
    settled.delete(row);
    if (KINDS.test(file.type)) { show(row, URL.createObjectURL(file)); }
    stands(row, "等待上传");
  };
  const add = (files) => {
    let count = 0;
    for (const file of files) {
      const row = free();
      if (!row) { say("一条记录放不下这么多张，其余的没有加上"); break; }
      row.hidden = false;
      find("buttons", row).hidden = false;
      template.parentNode.insertBefore(row, template);
      group.querySelectorAll("[data-together-check]:checked").forEach((box) => check(row, box.dataset.togetherCheck, true));
      take(row, file);
      count += 1;
    }
    if (count) { say(`开始上传${count}张`); }
    number();
    pump();
  };
  const pump = () => {
    const going = batch.filter((job) => job.state === "sending").length;
    batch.filter((job) => job.state === "waiting").slice(0, Math.max(0, AT_ONCE - going)).forEach(send);
    total();
    const open = batch.some((job) => ["waiting", "sending", "lost"].includes(job.state));
    if (leaving && !open) {
      const button = leaving;
      leaving = null;
      delete form.dataset.sent;
      form.requestSubmit(button);
    }
    if (!open) { batch = batch.filter((job) => job.state === "refused"); }
  };
  const send = (job) => {
    const { row, file } = job;
    const bar = find("bar", row);
    const request = new XMLHttpRequest();
    const data = new FormData();
    data.append("picture", file, file.name || "photo");
    Object.assign(job, { request, state: "sending" });
    bar.hidden = false;
    bar.value = 0;
    bar.setAttribute("aria-label", `上传${file.name}`);
    stands(row, "上传中");
    request.upload.addEventListener("progress", (event) => {
      job.sent = event.total ? event.loaded / event.total : 0;
      bar.value = job.sent * 100;
      total();
    });
    request.addEventListener("load", () => answered(job, request));
    request.addEventListener("error", () => lost(job));
    request.addEventListener("timeout", () => lost(job));
    request.timeout = 10 * 60 * 1000;
    request.open("POST", group.dataset.uploads);
    request.setRequestHeader("X-CSRFToken", form.elements.csrfmiddlewaretoken.value);
    request.send(data);
  };
  const answered = (job, request) => {
    let answer = {};
    try { answer = JSON.parse(request.responseText); } catch (error) { /* no answer of ours: a page to sign in, a server on its way up */ }
    find("bar", job.row).hidden = true;
    if (request.status === 201) {
      field(job.row, "upload").value = answer.token;
      job.state = "sent";
      jobs.delete(job.row);
      asked = 0;
      ready(job.row, answer);
      tell(field(job.row, "upload"));
      if (batch.every((one) => one.state !== "waiting" && one.state !== "sending")) { say("都传好了"); }
      soon();
    } else if (answer.error) {
      refuse(job, answer.error);
    } else if (request.status === 413) {
      refuse(job, "照片太大，请先缩小。");
    } else if (request.status >= 500) {
      lost(job);
      return;
    } else {
      refuse(job, "没有收下，可能是登录过期了。在别的窗口登录以后，按重试。", true);
    }
    pump();
  };
  const refuse = (job, words, mayTryAgain = false) => {
    job.state = "refused";
    stands(job.row, words, true, mayTryAgain);
    say(`${job.file.name}没有收下：${words}`);
  };
  const lost = (job) => {
    if (jobs.get(job.row) !== job) { return; }
    job.state = "lost";
    job.tries += 1;
    job.sent = 0;
    find("bar", job.row).hidden = true;
    stands(job.row, "网络断了，恢复后自动接着传");
    setTimeout(() => again(job), Math.min(30, 2 ** job.tries) * 1000);
    pump();
  };
  const again = (job) => {
    if (jobs.get(job.row) !== job || !["lost", "refused"].includes(job.state)) { return; }
    job.state = "waiting";
    if (!batch.includes(job)) { batch.push(job); }
    stands(job.row, "等待上传");
    pump();
  };
  const total = () => {
    const place = find("all");
    const open = batch.filter((job) => ["waiting", "sending", "lost"].includes(job.state)).length;
    const size = batch.reduce((sum, job) => sum + job.file.size, 0) || 1;
    const sent = batch.reduce((sum, job) => sum + job.file.size * (job.state === "sent" || job.state === "refused" ? 1 : job.sent), 0);
    place.hidden = open === 0;
    find("all-bar").value = (sent / size) * 100;
    find("all-words").textContent = leaving ? `还有${open}张，传完就保存` : `已传${batch.length - open}张，共${batch.length}张`;
  };

  /* ---- what a job has made of it */

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

  /* ---- all of them together */

  const check = (row, name, on) => {
    const box = field(row, name);
    if (box.checked !== on) { box.checked = on; tell(box); }
  };
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

  /* ---- what is pressed, chosen, dropped */

  group.addEventListener("click", (event) => {
    const is = (selector) => event.target.closest(selector);
    if (is("[data-up]")) { step(is("[data-up]"), -1); }
    if (is("[data-down]")) { step(is("[data-down]"), 1); }
    if (is("[data-again]")) { again(jobs.get(is(".set"))); }
    if (is("[data-together-fill]")) { fill(); }
    if (is(".inline-deletelink")) { event.preventDefault(); event.stopPropagation(); discard(is(".set")); }
  }, true);
  group.addEventListener("change", (event) => {
    const input = event.target;
    if (input.type !== "file") { return; }
    event.stopPropagation();
    if (input.matches("[data-many]")) { add(input.files); } else if (input.files.length) { take(input.closest(".set"), input.files[0]); pump(); }
    input.value = "";
  }, true);
  let held = null;
  const holdsFiles = (event) => !held && [...event.dataTransfer.types].includes("Files");
  group.addEventListener("dragover", (event) => {
    if (holdsFiles(event)) {
      event.preventDefault();
      find("drop").classList.add("drop--over");
      return;
    }
    const over = held && event.target.closest(".set:not(.empty-form)");
    if (!over || over === held) { return; }
    event.preventDefault();
    const box = over.getBoundingClientRect();
    const after = event.clientY > box.top + box.height / 2;
    place(held, after ? over.nextElementSibling : over);
  });
  group.addEventListener("dragleave", (event) => { if (!group.contains(event.relatedTarget)) { find("drop").classList.remove("drop--over"); } });
  group.addEventListener("drop", (event) => {
    find("drop").classList.remove("drop--over");
    if (holdsFiles(event)) { event.preventDefault(); add(event.dataTransfer.files); }
    if (held) { event.preventDefault(); }
  });
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
  window.addEventListener("online", () => batch.filter((job) => job.state === "lost").forEach(again));
  form.addEventListener("submit", (event) => {
    if (!batch.some((job) => ["waiting", "sending", "lost"].includes(job.state))) { return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    leaving = event.submitter;
    say("传完就保存");
    total();
  }, true);
  window.addEventListener("beforeunload", (event) => {
    if (batch.some((job) => ["waiting", "sending", "lost"].includes(job.state))) { event.preventDefault(); event.returnValue = ""; }
  });

  /* ---- as the page opens */

  group.classList.add("rows--live");
  find("drop").hidden = false;
  all().forEach((row) => {
    row.hidden = isBlank(row);
    find("buttons", row).hidden = false;
  });
  find("buttons", template).hidden = false;
  const where = (row) => (field(row, "position").value === "" ? Infinity : Number(field(row, "position").value));
  used().map((row, at) => [row, where(row), at]).sort((one, two) => one[1] - two[1] || one[2] - two[2]).forEach(([row]) => template.parentNode.insertBefore(row, template));
  number();
  look();
});
