/** What was found at one place, with its hint, its rule and its repair. */

import { get } from "../api.js";
import { ask, difference } from "../dialog.js";
import { button, h, withCode } from "../dom.js";
import { announce } from "../live.js";
import { t } from "../words.js";

const severityOf = (finding) => (["error", "warning"].includes(finding.severity) ? finding.severity : "info");

/**
 * One finding as an element; `place` says where it is, in a list of all of them. Beside a field its buttons are no stops on
 * the way with Tab: a finding comes and goes as one types, and would take the key. The list has them all for the keyboard.
 */
export function message(context, finding, place = null) {
  const severity = severityOf(finding);
  const words = h("p", { class: "finding-words" }, h("strong", { class: "severity" }, `${t(`finding.${severity}`)}: `), ...withCode(finding.form_message));
  const hint = finding.form_hint ? h("p", { class: "finding-hint" }, ...withCode(finding.form_hint)) : null;
  const stop = place ? {} : { tabindex: "-1" };
  const fix = finding.fix ? button(finding.fix.label.trim() ? t("findings.fix", { label: finding.fix.label }) : t("findings.fix.plain"), () => repair(context, finding), { class: "small", ...stop }) : null;
  const rule = finding.code ? button(finding.code, () => showRule(finding.code), { class: "link", "aria-label": t("findings.rule", { code: finding.code }), ...stop }) : null;
  return h("div", { class: `finding is-${severity}`, "data-code": finding.code }, place, words, hint, h("div", { class: "finding-tools" }, fix, rule));
}

export const messages = (context, findings) => findings.map((finding) => message(context, finding));

/** Repairs at once what is certain, and shows the difference first where it is not. */
async function repair(context, finding) {
  const { session } = context;
  await session.settle();
  const current = session.state.findings.find((candidate) => candidate.id === finding.id) ?? finding;
  if (!current.fix?.safe) {
    const { diff = [] } = await get("api/diff", { id: current.id }).catch(() => ({}));
    const choice = await ask(t("findings.fix.title"), [h("p", {}, ...withCode(current.form_message)), difference(diff)], [
      { label: t("apply"), value: true, primary: true },
    ]);
    if (!choice) return;
  }
  await session.command("api/fix", { id: current.id });
  announce(t("findings.fixed"));
}

/** Shows what a rule is about. Its text comes from the program itself, and is shown as the parts that it may have. */
async function showRule(code) {
  const rule = await get("api/rule", { code }).catch(() => null);
  if (!rule) return;
  const body = h("div", { class: "rule" });
  body.append(...safeNodes(new DOMParser().parseFromString(rule.help ?? "", "text/html").body));
  await ask(`${rule.code}: ${rule.title}`, [body], [{ label: t("close"), value: true, primary: true }], { canCancel: false, classes: "wide" });
}

const ALLOWED = new Set(["P", "PRE", "CODE", "EM", "STRONG", "UL", "OL", "LI", "A", "H2", "H3", "H4", "BR"]);

/** Copies the elements that a rule's text may have, without their attributes but for addresses of the web. */
function safeNodes(parent) {
  return [...parent.childNodes].flatMap((node) => {
    if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.data)];
    if (!(node instanceof HTMLElement) || ["SCRIPT", "STYLE"].includes(node.tagName)) return [];
    const children = safeNodes(node);
    if (!ALLOWED.has(node.tagName)) return children;
    const href = node.getAttribute("href") ?? "";
    const attributes = node.tagName === "A" && href.startsWith("https://") ? { href, target: "_blank", rel: "noreferrer noopener" } : {};
    return [h(node.tagName.toLowerCase(), attributes, ...children)];
  });
}
