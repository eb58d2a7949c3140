/* Keeps what is typed into a form: on the server every few seconds and on leaving the page, and in this browser until the server has it. */
"use strict";
{
  const EVERY = 3000;  // so often it is looked whether something was typed
  const AGAIN = 5000;  // so long after a failure it is sent again
  const MOST = 500;    // serials that a message names as seen
  const MONTH = 30 * 24 * 60 * 60 * 1000;
  const PLAIN = { redirect: "manual", cache: "no-store", credentials: "same-origin" };
  const SAID = {
    kept: "已自动保存",
    away: "没有网络，内容留在这台电脑上，连上后自动保存",
    trouble: "暂时存不上，内容留在这台电脑上，过一会儿自动再存",
    ended: "登录已过期，内容还在，重新登录以后接着填",
    another: "现在登录的是另一个账号，内容留在这台电脑上",
    elsewhere: "这张表在别的窗口里也在填，这里的内容没有盖过那边的",
    gone: "这条记录已经删除，内容留在这台电脑上",
    long: "内容太多，没有自动保存，请先按“保存草稿”",
    local: "这台电脑上还有一份没有存上的",
  };
  const TRIED_AGAIN = ["away", "trouble", "ended"];

  const form = document.querySelector("form[data-autosave]");
  const out = document.getElementById("logout-form");
  const line = form && form.querySelector("[data-autosave-status]");

  const begin = async () => {
    const here = `${Date.now()}-${Math.random()}`;
    const owner = Number(form.dataset.autosaveOwner);
    const lying = Number(form.dataset.autosaveSerial);
    const unsaved = form.dataset.autosaveUnsaved !== undefined;
    const seen = form.elements._draft;
    let known = seen.value.split(" ").filter(Boolean).map(Number);
    let newest = Math.max(0, lying, ...known);
    let had = newest;  // the newest that the server has
    let last = "";
    let touched = false, over = false, sending = null, later = 0;

    const isKept = ([name, value]) =>
      typeof value === "string" && !name.startsWith("_") && name !== "csrfmiddlewaretoken" && !name.includes("password") && !name.includes("__prefix__");
    const typed = () => JSON.stringify(Array.from(new FormData(form)).filter(isKept));
    const entry = (more) => ({ window: here, owner, form: form.dataset.autosaveKey, url: form.dataset.autosave, serial: newest, known, fields: last, at: Date.now(), ...more });

    /* ---- What the page says. A word is read out when it changes; the seconds are not. */
    const words = line.querySelector("[data-autosave-words]");
    const ago = line.querySelector("[data-autosave-ago]");
    const act = line.querySelector("[data-autosave-act]");
    let kind = "", keptAt = 0;
    const tick = () => {
      const seconds = Math.round((Date.now() - keptAt) / 1000);
      const since = seconds < 10 ? "刚刚" : seconds < 60 ? `${seconds - (seconds % 10)}秒前` : `${Math.floor(seconds / 60)}分钟前`;
      const text = kind === "kept" ? `，${since}` : "";
      if (ago.textContent !== text) { ago.textContent = text; }
    };
    const say = (which, why) => {
      const text = why || SAID[which];
      if (words.textContent !== text) { words.textContent = text; }
      kind = which;
      line.hidden = false;
      line.classList.toggle("kept--care", which !== "kept");
      act.hidden = true;
      tick();
    };
    const offer = (label, work) => {
      act.textContent = label;
      act.hidden = false;
      act.onclick = work;
    };

    /* ---- Sending. One message at a time; what is typed meanwhile follows it. */
    const post = (one, leaving) => fetch(form.dataset.autosave, {
      ...PLAIN,
      method: "POST",
      keepalive: leaving,
      headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      body: `{"owner": ${owner}, "serial": ${one.serial}, "known": ${JSON.stringify(one.known)}, "fields": ${one.fields}}`,
    });

    /* A token of before somebody signed in again is exchanged, if it is still the same person: then the form itself can be sent, too. */
    const problemWithToken = async () => {
      const answer = await fetch(form.dataset.autosave, PLAIN);
      if (answer.status !== 200) { return { 401: "ended", 404: "gone" }[answer.status] || "trouble"; }
      const now = await answer.json();
      if (now.user !== owner) { return "another"; }
      document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => { field.value = now.token; });
      return "";
    };

    const answerTo = async (one) => {
      let answer = await post(one, false);
      if (answer.status === 403) {
        const problem = await problemWithToken();
        if (problem) { return { kind: problem }; }
        answer = await post(one, false);
      }
      if (answer.status === 200) { return { kind: "kept" }; }
      if (answer.status === 409) { const found = await answer.json(); return { kind: found.kept, serial: found.serial }; }
      if (answer.status === 400) { return { kind: "refused", why: (await answer.json()).why }; }
      return { kind: { 401: "ended", 403: "another", 404: "gone", 413: "long" }[answer.status] || "trouble" };
    };

    const tell = () => { seen.value = [...known, newest].slice(-MOST).join(" "); };

    const send = async () => {
      clearTimeout(later);
      const one = entry({ known: known.slice() });
      known = [...(known.length > MOST - 2 ? [known[0], ...known.slice(3 - MOST)] : known), newest];
      const answer = await answerTo(one).catch(() => ({ kind: "away" }));
      if (over) { return; }
      if (answer.kind === "kept") {
        had = one.serial;
        known = known.filter((serial) => serial >= had);
        keptAt = Date.now();
        tell();
      }
      if (answer.kind === "late" && one.serial === newest) {
        newest = Math.max(newest, answer.serial);
        keep(true);
      } else if (one.serial === newest) {
        if (answer.kind === "kept") { typedHere.drop(here); }
        say(answer.kind, answer.why);
        if (answer.kind === "elsewhere") { offer("以这里的为准", () => { known = [...known, answer.serial]; keep(true); }); }
      }
      if (TRIED_AGAIN.includes(answer.kind)) { later = setTimeout(flush, AGAIN); }
    };

    const flush = async () => {
      while (!over && !sending && had !== newest) {
        const trying = newest;
        sending = send();
        await sending;
        sending = null;
        if (trying === newest) { return; }
      }
    };

    const keep = (anew) => {
      const now = typed();
      if (over || (now === last && !anew)) { return; }
      last = now;
      newest = Math.max(Date.now(), newest + 1);
      tell();
      typedHere.put(entry());
      flush();
    };

    /* On leaving there is no time to wait: it is written here at once, and sent as what outlives the page, if it is not too long for that. */
    const leave = () => {
      if (over || !touched) { return; }
      keep();
      if (had !== newest) { post(entry(), true).catch(() => {}); }
    };

    /* ---- What an earlier window of this browser could not send. Newer than what the server has, it is sent now, and the page shown with it. */
    const takeUp = async () => {
      const left = [];
      for (const one of await typedHere.all()) {
        if (one.at < Date.now() - MONTH) { typedHere.drop(one.window); continue; }
        if (one.owner !== owner || one.form !== form.dataset.autosaveKey || one.window === here) { continue; }
        if (one.delivered && one.serial > lying && !touched && !unsaved) {  // it came to the server while this page was on its way
          over = true;
          await typedHere.drop(one.window);
          location.reload();
          return;
        }
        const isOver = one.delivered || one.serial === lying || known.includes(one.serial) || (one.sent && lying >= one.serial);
        if (isOver) { typedHere.drop(one.window); } else { left.push(one); }
      }
      const one = left.sort((a, b) => b.serial - a.serial)[0];
      if (!one || unsaved) { return; }
      const bring = async (serials) => {
        const answer = await answerTo({ ...one, serial: Math.max(one.serial, lying + 1), known: serials }).catch(() => ({ kind: "away" }));
        if (answer.kind !== "kept") { say(answer.kind, answer.why); return; }
        over = true;
        await typedHere.drop(one.window);
        location.reload();
      };
      const isEmpty = !form.querySelector("[data-autosave-drop]");
      if (!touched && one.serial > lying && (isEmpty || one.known.includes(lying))) { await bring([...one.known, lying]); return; }
      say("local", `这台电脑上还有一份${new Date(one.at).toLocaleString("zh-CN", { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" })}填的，没有存上`);
      offer("换成那一份", () => bring([...known, lying]));
    };

    last = typed();
    const touch = (event) => {
      if (!event.isTrusted || touched) { return; }
      if (event.type === "keydown" || event.type === "pointerdown") { last = typed(); }  // what scripts have settled so far, nobody typed
      touched = true;
    };
    for (const name of ["keydown", "pointerdown", "input", "change"]) { form.addEventListener(name, touch, true); }
    setInterval(() => { if (touched) { keep(); } tick(); }, EVERY);
    document.addEventListener("visibilitychange", () => { if (document.hidden) { leave(); } else { flush(); } });
    addEventListener("pagehide", leave);
    addEventListener("online", flush);

    /* The form says which serials it has seen, and what is saved ends with them; it is kept here until a page comes that knows so. */
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented || over) { return; }
      const now = typed();
      if (now !== last) {
        last = now;
        newest = Math.max(Date.now(), newest + 1);
        tell();
      }
      if (touched) { typedHere.put(entry({ sent: true })); }
      over = true;
      setTimeout(() => { over = false; }, 60000);  // still here after a minute: it was not sent
    });
    addEventListener("pageshow", (event) => { if (event.persisted && over) { over = false; keep(true); } });

    if (out) {
      out.addEventListener("submit", async (event) => {
        if (over || !touched) { return; }
        event.preventDefault();
        keep();
        await Promise.race([flush().then(() => sending), new Promise((done) => { setTimeout(done, 2000); })]);
        over = true;
        out.submit();
      });
    }

    await typedHere.open();
    if (unsaved) { touched = true; keep(true); }
    await takeUp();
  };
  if (line) { begin(); }
}
