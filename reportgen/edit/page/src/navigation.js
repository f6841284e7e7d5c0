/** The way to the sections of the form: a list at the side, a menu where there is no room for it. */

import { h, newId } from "./dom.js";
import { startsWith } from "./paths.js";
import { count, t } from "./words.js";

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
    this.setCurrent(section);
  }

  /** Marks the section that is being read. */
  watch() {
    this.observer?.disconnect();
    this.observer = new IntersectionObserver(
      () => {
        const current = this.form.sections.findLast(({ element }) => element.getBoundingClientRect().top < 200) ?? this.form.sections[0];
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
