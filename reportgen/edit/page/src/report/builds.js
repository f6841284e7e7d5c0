/** Buttons that make Word, PDF and web page in the layout chosen, and show the PDF. */

import { Refused, address, post } from "../api.js";
import { button, h, newId } from "../dom.js";
import { announce, notice } from "../live.js";
import { count, t } from "../words.js";
import { keepLayout, keptLayout } from "./layout-choice.js";

const FORMATS = ["docx", "pdf", "html"];
const WAIT = 180000;

export class Builds {
  constructor(session, preview) {
    this.session = session;
    this.preview = preview;
    const id = newId("layout");
    this.layout = h("select", { id, onchange: () => this.choose(this.layout.value) });
    this.buttons = FORMATS.map((format) => button(t(`build.${format}`), () => this.build(format), { "data-format": format }));
    this.links = h("p", { class: "build-links" });
    this.standing = h("p", { class: "standing" });
    this.back = button(t("pdf.back"), () => this.showReport(), { hidden: true });
    this.element = h(
      "div",
      { class: "builds" },
      h("label", { for: id, class: "layout-label" }, h("span", {}, t("report.layout")), this.layout),
      h("div", { class: "build-buttons", role: "group", "aria-label": t("report.make") }, ...this.buttons),
      this.back,
      this.links,
      this.standing,
    );
  }

  choose(layout) {
    keepLayout(this.session.state.id, layout);
    return this.session.command("api/layout", { layout });
  }

  /** Goes on with the layout that was chosen for this dataset before. */
  chooseKept(state) {
    const kept = keptLayout(state);
    if (!kept) return;
    this.layout.value = kept;
    this.choose(kept);
  }

  update(state) {
    this.showLayouts(state);
    this.showStanding(state);
    if (this.made && !this.isOf(state)) this.showStale();
  }

  /** Says whether what is shown and made is a draft, and when it will not be one any more. */
  showStanding({ counts: { errors }, preview }) {
    this.standing.hidden = !preview;
    this.standing.dataset.state = errors ? "draft" : "final";
    const words = errors ? count("report.draft", errors) : t("report.final");
    if (this.standing.textContent !== words) this.standing.textContent = words;
  }

  /** Whether what was made is made of the present text, in the present layout. */
  isOf({ text, layout }) {
    return text === this.made.text && layout === this.made.layout;
  }

  /** What was made can still be fetched, but is not shown any more as if it were the report. */
  showStale() {
    const { name, link } = this.made;
    this.made = null;
    this.links.replaceChildren(h("span", {}, t("build.stale", { name })), " ", link);
    this.closePdf();
  }

  showLayouts({ layout, layouts = [] }) {
    const key = JSON.stringify(layouts);
    this.layout.parentElement.hidden = layouts.length < 2;
    if (key === this.shown) return;
    this.shown = key;
    this.layout.replaceChildren(...layouts.map((name) => h("option", { value: name }, name)));
    this.layout.value = layout;
  }

  async build(format) {
    const name = t(`build.${format}`);
    await this.session.settle();
    const { text } = this.session.state;
    const layout = this.layout.value;
    this.made = null;
    this.closePdf();
    this.buttons.forEach((each) => each.setAttribute("aria-disabled", "true"));
    this.links.textContent = t("build.working", { format: name });
    announce(t("build.working", { format: name }));
    try {
      const answer = await post("api/build", { format, layout }, WAIT);
      if (answer.url) this.done(format, answer, { text, layout });
      else this.failed(name, answer.error);
    } catch (error) {
      this.failed(name, error instanceof Refused ? error.message : t("lost"));
    }
    this.buttons.forEach((each) => each.removeAttribute("aria-disabled"));
  }

  failed(name, reason) {
    this.links.replaceChildren();
    notice("build", t("build.refused", { format: name, reason }));
  }

  done(format, { url, view, name: file }, origin) {
    const words = t("build.done", { format: t(`build.${format}`), name: file });
    const download = h("a", { href: address(url), download: file }, t("build.download", { name: file }));
    const isDraft = this.session.state.counts.errors > 0;
    const ready = t(isDraft ? "build.ready.draft" : "build.ready", { format: t(`build.${format}`) });
    this.links.replaceChildren(h("span", {}, ready), " ", download);
    notice("build", "");
    announce(words);
    if (format === "pdf") this.showPdf(view);
    this.made = { ...origin, name: file, link: download };
    if (!this.isOf(this.session.state)) this.showStale();
  }

  showPdf(view) {
    this.pdf?.remove();
    this.pdf = h("iframe", { class: "pdf-frame", title: t("pdf.frame"), src: address(view) });
    this.preview.element.append(this.pdf);
    this.preview.frame.hidden = true;
    this.back.hidden = false;
  }

  closePdf() {
    this.pdf?.remove();
    this.preview.frame.hidden = false;
    this.back.hidden = true;
  }

  showReport() {
    this.closePdf();
    this.buttons[1].focus();
  }
}
