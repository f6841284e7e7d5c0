/** What is being edited: the server's last state, the values as typed, and the edits that are still on their way. */

import { Refused, Unreachable, get, post } from "./api.js";
import { applied, rebase, request } from "./edits.js";
import { copy, equal } from "./paths.js";
import { saySame } from "./places.js";
import { Store } from "./store.js";

const TYPING_PAUSE = 15; // milliseconds; while a request is under way, typing gathers anyway
const BURST = 1500; // after such a pause, typing is an undo step of its own
const RETRY = 1000;

/** The server has been started anew, and knows this browser no longer. */
const isRefusal = (error) => error instanceof Refused && [401, 403].includes(error.status);

/** The one session of a page. It tells by events: `values`, `state`, `status`, `clash`, `lost`. */
export class Session extends EventTarget {
  constructor() {
    super();
    this.state = null;
    this.values = {};
    this.outbox = [];
    this.unsaved = []; // sent, but not yet on disk
    this.isSending = false;
    this.isTextWaiting = false; // what was typed in the YAML tab has not been sent
    this.waitingText = null;
    this.sendWaitingText = async () => {};
    this.answers = 0;
    this.isOffline = false;
    this.isRefused = false;
    this.lastTyped = { key: "", time: 0, burst: 0 };
  }

  tell(type, detail = null) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** Takes the state that the server was asked for while the page was still being laid. */
  async start(opening) {
    const state = await opening;
    this.store = new Store(state.id ?? state.path_name);
    await this.store.open();
    this.#adopt(state);
  }

  /**
   * Puts back what this tab, or one that is closed, could not save. Asks first where the file has changed since.
   * @param {(groups: object[]) => Promise<boolean>} ask
   * @param {(typed: {text: string, base: string}) => Promise<void>} putText puts a text into the YAML tab, which merges it
   */
  async restore(ask, putText) {
    for (const { groups, typed, isNew } of await this.store.takeLeft(this.state.text)) {
      if (groups.length && (!isNew || (await ask(groups)))) await this.#putBack(groups);
      if (!typed || typed.text === this.state.text) continue;
      this.tell("restored");
      await putText(typed);
    }
    this.#store();
  }

  async #putBack(groups) {
    await this.#settleEdits();
    this.outbox.push(...groups.map((group) => ({ ...group, isSent: false })));
    this.#rebase(this.state);
    if (this.outbox.length) this.tell("restored");
  }

  get isIdle() {
    return !this.outbox.length && !this.isSending && !this.isTextWaiting;
  }

  /** Takes edits into the values at once and sends them. Typing in one field is one undo step. */
  edit(edits, { typing = "" } = {}) {
    const records = edits.map((edit) => applied(this.values, edit));
    const merge = typing ? this.#burst(typing) : "";
    const last = this.outbox.at(-1);
    const [before] = last?.edits ?? [];
    const isSame = records.length === 1 && last?.edits.length === 1 && equal(before.at, records[0].at);
    if (merge && last?.merge === merge && !last.isSent && isSame) last.edits = [{ ...records[0], base: before.base, lists: before.lists }];
    else this.outbox.push({ edits: records, merge, isSent: false });
    this.#store();
    this.tell("edited", edits);
    this.tell("status");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), typing ? TYPING_PAUSE : 0);
  }

  #burst(typing) {
    const now = Date.now();
    const { key, time, burst } = this.lastTyped;
    const next = key === typing && now - time < BURST ? burst : burst + 1;
    this.lastTyped = { key: typing, time: now, burst: next };
    return `typing:${next}:${typing}`;
  }

  /** Sends what waits, one request at a time. */
  async flush() {
    if (this.isSending || this.isOffline || this.isRefused || !this.outbox.length) return;
    const group = this.outbox[0];
    group.isSent = true;
    const edits = group.edits.map(request);
    const body = { revision: this.state.revision, edits, ...(group.merge ? { merge: group.merge } : {}) };
    await this.#send("api/edit", body, () => this.unsaved.push(this.outbox.shift()));
  }

  async #send(path, body, done) {
    let outcome = "done";
    this.isSending = true;
    this.tell("status");
    try {
      const state = await post(path, { ...body, preview: true });
      this.answers += 1;
      this.isSending = false;
      done();
      this.#adopt(state);
      this.#store();
    } catch (error) {
      this.isSending = false;
      outcome = error instanceof Refused && error.status === 409 ? "stale" : "failed";
      this.#failed(error, done);
    }
    this.tell("status");
    if (this.outbox.length && outcome === "done") this.flush();
    return outcome;
  }

  #failed(error, done) {
    for (const group of this.outbox) group.isSent = false;
    if (error instanceof Unreachable) this.#wait("isOffline", "lost");
    else if (error instanceof Refused && error.status === 409 && error.body) this.#rebase(error.body.state ?? error.body);
    else if (isRefusal(error)) this.#wait("isRefused", "refused");
    else {
      done();
      this.#store();
      this.tell("problem", error.message);
      this.refresh();
    }
  }

  /**
   * Any other request that answers with a state: undo, a repair, a text. Waits for what is on its way.
   * @returns {Promise<"done" | "stale" | "failed">} `stale` where somebody else has changed the file meanwhile
   */
  async command(path, body = {}) {
    await this.settle();
    return this.#command(path, body);
  }

  /** Sends the text of the YAML tab with that which it was made of. Answers as `command` does. */
  async sendText(body) {
    await this.#settleEdits();
    return this.#command("api/text", body);
  }

  /** Whether a text of the YAML tab waits; `typed` is that text with its base, which is kept in the browser. */
  textWaits(isWaiting, typed = null) {
    this.isTextWaiting = isWaiting;
    if (typed || !isWaiting) this.waitingText = typed;
    if (typed || !isWaiting) this.#store();
    if (this.state) this.tell("status");
  }

  async #command(path, body) {
    if (this.isOffline || this.isRefused) return "failed";
    return this.#send(path, { revision: this.state.revision, ...body }, () => {});
  }

  /** Waits until nothing is on its way, nor waits in the YAML tab. */
  async settle() {
    await this.#settleEdits();
    if (this.isTextWaiting) await this.sendWaitingText();
  }

  async #settleEdits() {
    clearTimeout(this.timer);
    await this.flush();
    while ((this.outbox.length || this.isSending) && !this.isOffline && !this.isRefused) {
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  }

  /** Asks for the state, because somebody else may have changed the file. */
  async refresh() {
    const { answers } = this;
    try {
      const state = await get("api/state", { preview: 1 });
      if (this.isSending || answers !== this.answers) return; // a later state has come, or will
      if (this.outbox.length) this.#rebase(state);
      else this.#adopt(state);
    } catch (error) {
      if (error instanceof Unreachable || isRefusal(error)) this.#failed(error, () => {});
    }
  }

  /** Nothing can be sent for a while: tells why, and asks again and again until it can. */
  #wait(flag, event) {
    if (this[flag]) return;
    const isWaiting = this.isOffline || this.isRefused;
    this[flag] = true;
    this.tell(event);
    this.tell("status");
    if (!isWaiting) setTimeout(() => this.#retry(), RETRY);
  }

  async #retry() {
    try {
      const state = await get("api/state", { preview: 1 });
      this.isOffline = false;
      this.isRefused = false;
      this.#rebase(state);
      this.tell("returned");
      this.tell("status");
      this.flush();
    } catch (error) {
      setTimeout(() => this.#retry(), RETRY);
      if (isRefusal(error)) {
        this.isOffline = false;
        this.#wait("isRefused", "refused");
      }
    }
  }

  #rebase(state) {
    this.state = state;
    const values = copy(state.values) ?? {};
    const { kept, clashes } = rebase(values, this.outbox);
    this.outbox = kept.map((group) => ({ ...group, isSent: false }));
    this.#store();
    this.values = values;
    this.tell("state");
    this.tell("values");
    if (clashes.length) this.tell("clash", clashes);
    this.tell("status");
    this.flush();
  }

  /** Takes over a state. Where edits wait, it may have others' changes in it, which those were not made for. */
  #adopt(state) {
    if (!state.failure) this.unsaved = [];
    if (this.outbox.length && this.#isNews(state)) return this.#rebase(state);
    this.state = state;
    if (!this.outbox.length) {
      this.values = copy(state.values) ?? {};
      this.tell("values");
    }
    this.tell("state");
  }

  #isNews(state) {
    const values = copy(state.values) ?? {};
    const { clashes } = rebase(values, this.outbox);
    return clashes.length > 0 || !saySame(values, this.values);
  }

  #store() {
    this.store?.save(this.state.text, [...this.unsaved, ...this.outbox], this.waitingText);
  }
}
