/* What an earlier page could not send is sent from any page of the desk, and what has been saved since is forgotten here. */
"use strict";
{
  const PLAIN = { redirect: "manual", cache: "no-store", credentials: "same-origin" };
  const form = document.querySelector("form[data-autosave]");
  const own = form ? form.dataset.autosaveKey : "";  // the form itself takes up what is its own

  const deliver = async (one) => {
    const asked = await fetch(one.url, PLAIN);
    const now = asked.status === 200 ? await asked.json() : {};
    if (now.user !== one.owner) { return false; }
    if (one.sent && now.serial >= one.serial) { typedHere.drop(one.window); return false; }
    const answer = await fetch(one.url, {
      ...PLAIN,
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": now.token },
      body: `{"owner": ${one.owner}, "serial": ${one.serial}, "known": ${JSON.stringify(one.known)}, "fields": ${one.fields}}`,
    });
    if (answer.status === 200) { await typedHere.put({ ...one, delivered: Date.now() }); }  // for a form that was asked for before it was there
    return answer.status === 200;
  };

  /* The list of unsaved forms is brought anew in its place: the page itself is left alone, somebody may be about to follow a link. */
  const list = async () => {
    const place = document.querySelector("[data-unsaved]");
    if (!place) { return; }
    const page = new DOMParser().parseFromString(await (await fetch(location.href, PLAIN)).text(), "text/html");
    const now = page.querySelector("[data-unsaved]");
    if (now) { place.replaceChildren(...now.childNodes); }
  };

  const begin = async () => {
    await typedHere.open();
    let some = false;
    for (const one of (await typedHere.all()).filter((found) => found.form !== own)) {
      if (one.delivered) {
        if (one.delivered < Date.now() - 60000) { typedHere.drop(one.window); }
      } else {
        some = (await deliver(one).catch(() => false)) || some;
      }
    }
    if (some) { list().catch(() => {}); }
  };
  begin();
}
