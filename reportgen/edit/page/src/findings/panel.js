/** The list of all findings, from which one jumps to the field or the line. */

import { button, h } from "../dom.js";
import { announce } from "../live.js";
import { count, t } from "../words.js";
import { message } from "./messages.js";

const ORDER = { error: 0, warning: 1 };

/** How many findings there are of each weight, in words. */
export function counted(findings) {
  const number = (severity) => findings.filter((finding) => finding.severity === severity).length;
  const [errors, warnings] = [number("error"), number("warning")];
  const infos = findings.length - errors - warnings;
  const parts = [errors && count("findings.errors", errors), warnings && count("findings.warnings", warnings), infos && count("findings.infos", infos)];
  return parts.filter(Boolean).join(", ");
}

/** The panel of the tab "Findings". */
export class FindingsPanel {
  constructor(context) {
    this.context = context;
    this.summary = h("p", { class: "panel-summary" });
    this.fixAll = button(t("findings.fix.all"), async () => {
      await context.session.command("api/fix-all");
      announce(t("findings.fixed"));
    });
    this.list = h("ul", { class: "findings-list", role: "list", "aria-label": t("tab.findings") });
    this.element = h("div", { class: "panel findings-panel" }, this.summary, this.fixAll, this.list);
  }

  update(findings) {
    this.summary.textContent = counted(findings) || t("findings.none");
    this.fixAll.hidden = !findings.some((finding) => finding.fix?.safe);
    const key = JSON.stringify(findings.map(({ code, at, form_message: words, form_hint: hint, fix, line, id }) => [code, at, words, hint, fix, line, id]));
    if (key === this.shown) return;
    this.shown = key;
    const sorted = [...findings].sort((one, other) => (ORDER[one.severity] ?? 2) - (ORDER[other.severity] ?? 2));
    this.list.replaceChildren(...sorted.map((finding) => h("li", {}, message(this.context, finding, this.place(finding)))));
  }

  place(finding) {
    const where = finding.at?.length ? this.context.nameOfPath(finding.at) : t("findings.place.none");
    return h("p", { class: "finding-place" }, button(where, () => this.context.goTo(finding), { class: "link" }));
  }
}
