/** The report beside the form: drawn anew as one types, and tied to the fields both ways. */

import { Refused, Unreachable, page } from "../api.js";
import { h } from "../dom.js";
import { notice } from "../live.js";
import { dotted, undotted } from "../paths.js";
import { t } from "../words.js";
import { patch } from "./patch.js";

const MARK = "data-reportgen-here";
const MARK_STYLE = `[${MARK}] { outline: 2px solid #1d70b8; outline-offset: 4px; scroll-margin: 4rem } [data-at] { cursor: pointer }`;

export class Preview {
  /** @param {(at: (string|number)[]) => void} onPick told of the path that was clicked */
  constructor(onPick) {
    this.onPick = onPick;
    this.frame = h("iframe", { class: "report-frame", title: t("report.frame"), sandbox: "allow-same-origin", tabindex: "0" });
    this.element = h("div", { class: "preview" }, this.frame);
    this.isLoading = false;
    this.wanted = "";
    this.shown = "";
    this.here = [];
  }

  get document() {
    return this.frame.contentDocument;
  }

  /** Loads the page once. Afterwards only what differs is changed. */
  start(revision) {
    this.shown = this.wanted = revision;
    this.frame.addEventListener("load", () => this.loaded());
    this.frame.src = `/preview?revision=${encodeURIComponent(revision)}`;
  }

  loaded() {
    const { document } = this;
    if (!document?.body) return;
    this.isReady = true;
    document.addEventListener("click", (event) => this.clicked(event));
    this.dress();
    this.update(this.wanted);
  }

  dress() {
    const { document } = this;
    if (!document.adoptedStyleSheets?.length) {
      const sheet = new this.frame.contentWindow.CSSStyleSheet();
      sheet.replaceSync(MARK_STYLE);
      document.adoptedStyleSheets = [sheet];
    }
  }

  /** Shows a revision; while one is under way, only the latest that is asked for counts. */
  async update(revision) {
    this.wanted = revision;
    if (!this.isReady || this.isLoading || revision === this.shown) return;
    this.isLoading = true;
    try {
      const { html, isStale } = await page(revision);
      this.draw(html);
      this.shown = revision;
      this.element.classList.toggle("is-stale", isStale);
      notice("stale", isStale ? t("report.stale") : "");
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
      this.isLoading = false;
      return;
    }
    this.isLoading = false;
    if (this.wanted !== this.shown) this.update(this.wanted);
  }

  draw(html) {
    const { document } = this;
    const fresh = new this.frame.contentWindow.DOMParser().parseFromString(html, "text/html");
    patch(document.head, fresh.head);
    if (document.documentElement.lang !== fresh.documentElement.lang) document.documentElement.lang = fresh.documentElement.lang;
    patch(document.body, fresh.body);
    this.mark();
    this.element.dispatchEvent(new CustomEvent("drawn"));
  }

  clicked(event) {
    const link = event.target.closest("a[href]");
    if (link) {
      event.preventDefault();
      const target = link.getAttribute("href");
      if (target.startsWith("#")) this.scrollTo(this.document.getElementById(decodeURIComponent(target.slice(1)))?.getBoundingClientRect().top ?? 0, 16);
      else if (/^https?:/.test(target)) window.open(target, "_blank", "noreferrer,noopener");
    }
    const place = event.target.closest("[data-at]");
    if (place && !(link && link.getAttribute("href").startsWith("#"))) this.onPick(undotted(place.dataset.at));
  }

  /** Marks what a field has become, and scrolls to it. */
  show(at, { scroll = true } = {}) {
    this.here = at;
    const place = this.mark();
    if (!scroll || !place) return;
    const { top, bottom } = place.getBoundingClientRect();
    const height = this.frame.clientHeight;
    if (top < 0 || bottom > height) this.scrollTo(top, bottom - top > height ? 0 : (height - bottom + top) / 2);
  }

  /** Scrolls the report alone; `scrollIntoView` would move the page around it, too. */
  scrollTo(top, margin = 0) {
    const { contentWindow } = this.frame;
    contentWindow.scrollTo({ top: contentWindow.scrollY + top - margin, behavior: "instant" });
  }

  mark() {
    const { document } = this;
    if (!document) return null;
    const places = this.placesOf(this.here);
    for (const old of document.querySelectorAll(`[${MARK}]`)) if (!places.includes(old)) old.removeAttribute(MARK);
    for (const place of places) place.setAttribute(MARK, "");
    return places[0] ?? null;
  }

  /** What shows a value; where nothing shows it by itself, what shows the part that it belongs to. */
  placesOf(at) {
    for (let length = at.length; length > 0; length -= 1) {
      const path = CSS.escape(dotted(at.slice(0, length)));
      const places = [...this.document.querySelectorAll(`[data-at="${path}"]`)];
      if (places.length) return places;
      if (length === at.length) {
        const inner = this.document.querySelector(`[data-at^="${path}."]`);
        if (inner) return [inner];
      }
    }
    return [];
  }
}
