/** The report beside the form: drawn anew as one types, and tied to the fields both ways. */

import { address } from "../api.js";
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
    this.latest = null;
    this.here = [];
  }

  get document() {
    return this.frame.contentDocument;
  }

  /** Loads the page once. Afterwards only what differs is changed. */
  start() {
    this.frame.addEventListener("load", () => this.loaded());
    this.frame.src = address("preview");
  }

  loaded() {
    const { document } = this;
    if (!document?.body) return;
    this.isReady = true;
    document.addEventListener("click", (event) => this.clicked(event));
    this.dress();
    if (this.latest) this.show(this.latest);
  }

  /** Marks are styled by a sheet of their own, which the policy of the report's page does not touch. */
  dress() {
    const sheet = new this.frame.contentWindow.CSSStyleSheet();
    sheet.replaceSync(MARK_STYLE);
    this.document.adoptedStyleSheets = [sheet];
  }

  /** Shows the report that came with a state; where none can be made of the file, the last one stays. */
  show({ preview }) {
    this.element.classList.toggle("is-stale", !preview);
    notice("stale", preview ? "" : t("report.stale"));
    if (!preview) return;
    this.latest = { preview };
    if (!this.isReady) return;
    const { document } = this;
    let style = document.querySelector("style");
    if (!style) document.head.append((style = document.createElement("style")));
    if (style.textContent !== preview.style) style.textContent = preview.style;
    const fresh = this.parse(preview.body);
    document.documentElement.lang = preview.language;
    patch(document.body, fresh.body);
    this.mark();
    this.element.dispatchEvent(new CustomEvent("drawn"));
  }

  parse(html) {
    return new this.frame.contentWindow.DOMParser().parseFromString(html, "text/html");
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
  point(at, { scroll = true } = {}) {
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
