/** The way to the sections of the form: a list at the side, a menu where there is no room for it. */

import { h, newId } from "./dom.js";
import { startsWith } from "./paths.js";
import { count, t } from "./words.js";

/** Pixels below the menu in which the heading of a section makes it the one that is read. */
const UPPER_PART = 90;

const SCROLLING = new Set(["ArrowDown", "ArrowUp", "End", "Home", "PageDown", "PageUp", " "]);

export class Navigation {
  constructor(form) {
    this.form = form;
    this.list = h("ul", { role: "list" });
    this.element = h("nav", { class: "sections", "aria-label": t("sections") }, this.list);
    const id = newId("jump");
    this.menu = h("select", { id, onchange: () => this.go(this.form.sections[this.menu.selectedIndex]) });
    this.small = h("div", { class: "jump" }, h("label", { for: id }, t("section.jump")), this.menu);
  }

  build() {
    this.held = null;
    const { sections } = this.form;
    this.links = sections.map((section) => {
      const badge = h("span", { class: "badge", hidden: true });
      const link = h("a", { href: `#${section.heading.id}`, onclick: (event) => (event.preventDefault(), this.go(section)) }, h("span", {}, section.spec.title), badge);
      return { section, link, badge };
    });
    this.list.replaceChildren(...this.links.map(({ link }) => h("li", {}, link)));
    this.menu.replaceChildren(...sections.map((section) => h("option", {}, section.spec.title)));
    this.watch();
  }

  go(section) {
    section.element.scrollIntoView({ block: "start", behavior: "instant" });
    section.heading.focus({ preventScroll: true });
    this.hold(section);
  }

  /** A section that somebody has gone to is the current one until they move on, even where it is too near the end to come to the top. */
  hold(section) {
    this.held = section;
    this.setCurrent(section);
  }

  /** Hears that somebody moves on: by scrolling, or into another section. */
  listen() {
    if (this.panel) return;
    this.panel = this.form.element.parentElement;
    const release = () => (this.held = null);
    for (const type of ["wheel", "touchmove", "pointerdown"]) this.panel.addEventListener(type, release, { passive: true });
    this.panel.addEventListener("keydown", ({ key }) => SCROLLING.has(key) && release());
    this.form.element.addEventListener("focusin", ({ target }) => {
      const section = this.form.sections.find(({ element }) => element.contains(target));
      if (section) this.hold(section);
    });
  }

  /** The last section that begins in the upper part of what is seen. */
  inView() {
    const line = this.panel.getBoundingClientRect().top + this.small.offsetHeight + UPPER_PART;
    return this.form.sections.findLast(({ element }) => element.getBoundingClientRect().top < line) ?? this.form.sections[0];
  }

  /** Marks the section that is being read. */
  watch() {
    this.listen();
    this.observer?.disconnect();
    this.observer = new IntersectionObserver(
      () => {
        const current = this.held ?? this.inView();
        if (current) this.setCurrent(current);
      },
      { rootMargin: "-120px 0px -60% 0px", threshold: [0, 0.1, 0.5, 1] },
    );
    for (const { element } of this.form.sections) this.observer.observe(element);
  }

  setCurrent(current) {
    this.links.forEach(({ section, link }) => {
      if (section === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
    this.menu.selectedIndex = this.form.sections.indexOf(current);
  }

  /** Says at each section how many errors and warnings there are. */
  show(findings) {
    for (const { section, badge } of this.links ?? []) {
      const own = findings.filter(({ at, severity }) => ["error", "warning"].includes(severity) && at && section.fields.some((field) => startsWith(at, field.spec.at)));
      const errors = own.filter(({ severity }) => severity === "error").length;
      badge.hidden = !own.length;
      badge.classList.toggle("is-error", errors > 0);
      const words = errors ? count("findings.errors", errors) : count("findings.warnings", own.length);
      badge.replaceChildren(h("span", { "aria-hidden": "true" }, String(errors || own.length)), h("span", { class: "sr" }, words));
    }
  }
}
