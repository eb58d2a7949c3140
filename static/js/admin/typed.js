/* What this browser keeps of a form until the server has it. In IndexedDB, which is written at once: localStorage waits, and a browser that is killed has not. */
"use strict";
const typedHere = {
  now: null,
  opened: null,
  open() {
    this.opened = this.opened || new Promise((done) => {
      try {
        const asked = indexedDB.open("desk", 1);
        asked.onupgradeneeded = () => asked.result.createObjectStore("typed", { keyPath: "window" });
        asked.onsuccess = () => {
          this.now = asked.result;
          this.now.onversionchange = () => this.shut();  // somebody signs out in another window
          done();
        };
        asked.onerror = asked.onblocked = done;
      } catch (error) { done(); /* storage is shut: the server alone keeps it */ }
    });
    return this.opened;
  },
  shut() {
    if (this.now) { this.now.close(); }
    this.now = null;
  },
  do(mode, work) {
    return new Promise((done) => {
      if (!this.now) { done(null); return; }
      const steps = this.now.transaction("typed", mode);
      const asked = work(steps.objectStore("typed"));
      steps.oncomplete = () => done(asked.result);
      steps.onerror = steps.onabort = () => done(null);
      if (steps.commit) { steps.commit(); }  // does not wait for a page that is being left
    });
  },
  put(entry) { return this.do("readwrite", (store) => store.put(entry)); },
  drop(window) { return this.do("readwrite", (store) => store.delete(window)); },
  all() { return this.do("readonly", (store) => store.getAll()).then((found) => found || []); },
};
