/** What waits to be saved, kept in the browser for each dataset and each tab, until the server has it on disk. */

const random = () => crypto.getRandomValues(new Uint32Array(2)).join("-");
const PATIENCE = 500; // milliseconds that a tab which is being closed may take to let go

/** A number for a text, by which one sees that it has changed. */
function fingerprint(text) {
  let hash = 7;
  for (let index = 0; index < text.length; index += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return `${text.length}:${hash}`;
}

/** Runs something unless a tab that is open has the name for itself; browsers without locks never say that one has. */
async function whileFree(name, options, action) {
  if (!navigator.locks) return action(false);
  return navigator.locks.request(name, options, (lock) => (lock === null ? null : action(true))).catch(() => null);
}

/** The store of one tab. Nobody else writes into it while the tab is open. */
export class Store {
  constructor(id) {
    this.prefix = `reportgen-edit:${id}:`;
  }

  /** Takes a name for this tab; that which it had before it was loaded anew, if no copy of the tab has it. */
  async open() {
    const name = `${this.prefix}tab`;
    let tab = null;
    try {
      tab = sessionStorage.getItem(name);
    } catch {
      // A browser may forbid it; the tab gets a new name.
    }
    if (!tab || !(await this.#hold(this.prefix + tab))) {
      tab = random();
      await this.#hold(this.prefix + tab);
    }
    this.key = this.prefix + tab;
    try {
      sessionStorage.setItem(name, tab);
    } catch {
      // See above.
    }
  }

  #hold(key) {
    return new Promise((resolve) => {
      whileFree(key, { ifAvailable: true }, (isHeld) => {
        resolve(true);
        return isHeld ? new Promise(() => {}) : null;
      }).then((answer) => resolve(answer !== null));
    });
  }

  /** Keeps what waits, edits and the text of the YAML tab, with a mark of the text for which it was typed. */
  save(text, groups, typed = null) {
    if (!this.key) return;
    try {
      if (groups.length || typed) localStorage.setItem(this.key, JSON.stringify({ text: fingerprint(text), groups, typed }));
      else localStorage.removeItem(this.key);
    } catch {
      // A browser may forbid it; what is typed is on the page all the same.
    }
  }

  /** Takes what this tab and tabs that are closed have left: `isNew` says whether the text has changed since. */
  async takeLeft(text) {
    let keys = [];
    try {
      keys = Object.keys(localStorage).filter((key) => key.startsWith(this.prefix));
    } catch {
      return [];
    }
    const left = await Promise.all(
      keys.map((key) =>
        key === this.key ? this.#take(key, text) : whileFree(key, { signal: AbortSignal.timeout(PATIENCE) }, () => this.#take(key, text)),
      ),
    );
    return left.filter(Boolean);
  }

  #take(key, text) {
    try {
      const kept = JSON.parse(localStorage.getItem(key) ?? "null");
      if (key !== this.key) localStorage.removeItem(key);
      return Array.isArray(kept?.groups) ? { groups: kept.groups, typed: kept.typed ?? null, isNew: kept.text !== fingerprint(text) } : null;
    } catch {
      return null;
    }
  }
}
