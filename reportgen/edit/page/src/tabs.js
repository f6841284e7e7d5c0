/** Tabs as WAI-ARIA has them: arrow keys move between them, and each panel is named by its tab. */

import { h } from "./dom.js";
import { t } from "./words.js";

export class Tabs {
  /** @param {Record<string, HTMLElement>} panels */
  constructor(panels, onChange) {
    this.panels = panels;
    this.onChange = onChange;
    this.tabs = Object.entries(panels).map(([name, panel]) => {
      panel.id = `panel-${name}`;
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", `tab-${name}`);
      const label = h("span", {}, t(`tab.${name}`));
      const badge = h("span", { class: "badge", hidden: true });
      return h("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": panel.id, "data-name": name, class: "tab", onclick: () => this.choose(name) }, label, badge);
    });
    this.element = h("div", { role: "tablist", class: "tabs", "aria-label": t("tabs"), onkeydown: (event) => this.pressed(event) }, ...this.tabs);
    this.choose(Object.keys(panels)[0]);
  }

  choose(name) {
    this.current = name;
    for (const tab of this.tabs) {
      const isChosen = tab.dataset.name === name;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      this.panels[tab.dataset.name].classList.toggle("is-chosen", isChosen);
    }
    document.body.dataset.tab = name;
    this.onChange?.(name);
  }

  pressed(event) {
    const tabs = this.tabs.filter((tab) => tab.offsetParent !== null);
    const index = tabs.indexOf(document.activeElement);
    const next = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const tab = tabs[(next + tabs.length) % tabs.length];
    tab.focus();
    this.choose(tab.dataset.name);
  }

  /** A number beside a tab's name, with words for those who hear it. */
  badge(name, number, words, isError) {
    const badge = this.tabs.find((tab) => tab.dataset.name === name).querySelector(".badge");
    badge.hidden = !number;
    badge.classList.toggle("is-error", isError);
    badge.replaceChildren(h("span", { "aria-hidden": "true" }, String(number)), h("span", { class: "sr" }, words));
  }
}
