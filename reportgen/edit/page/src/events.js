/** Hears what happens to the file elsewhere. Of all tabs with one dataset one alone listens, and tells the others: a browser has six connections to a server. */

import { address } from "./api.js";

/** The events of one dataset: `state` (with the revision), `bye` and `error`. */
export class Events extends EventTarget {
  constructor(id) {
    super();
    this.name = `reportgen-events:${id}`;
    this.channel = new BroadcastChannel(this.name);
    this.channel.addEventListener("message", ({ data }) => this.#tell(data));
    if (navigator.locks) navigator.locks.request(this.name, () => this.#lead());
    else this.#lead();
  }

  #tell({ type, data }) {
    this.dispatchEvent(new CustomEvent(type, { detail: data ?? null }));
  }

  #lead() {
    this.isLeader = true;
    this.open();
    this.#tell({ type: "error" }); // whoever listened before may have missed something when it went
    return new Promise(() => {});
  }

  /** Listens, anew if need be. */
  open() {
    this.source?.close();
    if (!this.isLeader) return;
    this.source = new EventSource(address("api/events"));
    for (const type of ["state", "bye", "error"]) {
      this.source.addEventListener(type, ({ data }) => {
        this.#tell({ type, data });
        this.channel.postMessage({ type, data });
      });
    }
  }

  close() {
    this.source?.close();
  }
}
