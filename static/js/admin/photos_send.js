/* Many photos at once: each is sent on its own while the form is still being written, two at a time, again where the network was lost. */
"use strict";
document.querySelectorAll("[data-photos]").forEach((group) => {
  const AT_ONCE = 2;
  const KINDS = /^image\/(jpeg|png|webp)$/;
  const form = group.closest("form");
  const { template, find, field, token, all, used, isBlank, say, tell, check, number, stands, show, anew, ready, ask } = group.photos;
  const jobs = new Map(); // row -> what is being sent for it
  let leaving = null; // the button that waits for the last picture
  let batch = [];

  /* ---- rows */

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
    anew(row);
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

  const take = (row, file) => {
    const isFilled = Boolean(token(row));
    if (isFilled || jobs.has(row)) { forget(row); }
    const job = { row, file, sent: 0, tries: 0, state: "waiting", request: null };
    jobs.set(row, job);
    batch.push(job);
    anew(row);
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
      ready(job.row, answer);
      tell(field(job.row, "upload"));
      if (batch.every((one) => one.state !== "waiting" && one.state !== "sending")) { say("都传好了"); }
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

  /* ---- what is pressed, chosen, dropped */

  group.addEventListener("click", (event) => {
    const is = (selector) => event.target.closest(selector);
    if (is("[data-again]")) { again(jobs.get(is(".set"))); }
    if (is(".inline-deletelink")) { event.preventDefault(); event.stopPropagation(); discard(is(".set")); }
  }, true);
  group.addEventListener("change", (event) => {
    const input = event.target;
    if (input.type !== "file") { return; }
    event.stopPropagation();
    if (input.matches("[data-many]")) { add(input.files); } else if (input.files.length) { take(input.closest(".set"), input.files[0]); pump(); }
    input.value = "";
  }, true);
  const holdsFiles = (event) => !group.querySelector(".set--held") && [...event.dataTransfer.types].includes("Files");
  group.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) { return; }
    event.preventDefault();
    find("drop").classList.add("drop--over");
  });
  group.addEventListener("dragleave", (event) => { if (!group.contains(event.relatedTarget)) { find("drop").classList.remove("drop--over"); } });
  group.addEventListener("drop", (event) => {
    find("drop").classList.remove("drop--over");
    if (holdsFiles(event)) { event.preventDefault(); add(event.dataTransfer.files); }
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

  find("drop").hidden = false;
});
