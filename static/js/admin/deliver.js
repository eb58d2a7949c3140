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
    if (answer.status === 200) { await typedHere.drop(one.window); }
    return answer.status === 200;
  };

  const begin = async () => {
    await typedHere.open();
    let some = false;
    for (const one of (await typedHere.all()).filter((found) => found.form !== own)) {
      some = (await deliver(one).catch(() => false)) || some;
    }
    if (some && document.querySelector("[data-lists-unsaved]")) { location.reload(); }
  };
  begin();
}
