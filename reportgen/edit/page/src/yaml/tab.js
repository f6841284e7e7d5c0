/** The file itself: CodeMirror with the findings in its margin, and completion and help from the server. */

import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, foldGutter, foldKeymap, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { EditorView, highlightActiveLine, highlightActiveLineGutter, hoverTooltip, keymap, lineNumbers } from "@codemirror/view";
import { get } from "../api.js";
import { askWhichToKeep } from "../conflicts.js";
import { h, newId } from "../dom.js";
import { t } from "../words.js";
import { highlighting, theme } from "./theme.js";

const PAUSE = 150;

export class YamlTab {
  constructor(session) {
    this.session = session;
    this.base = "";
    const id = newId("yaml");
    this.slip = h("p", { class: "slip", hidden: true });
    this.mount = h("div", { class: "yaml-editor" });
    this.element = h("div", { class: "panel yaml-panel" }, this.slip, h("p", { class: "help", id }, t("yaml.help")), this.mount);
    this.view = new EditorView({ parent: this.mount, state: this.fresh("", id) });
    this.view.contentDOM.setAttribute("aria-label", t("yaml.label"));
  }

  fresh(doc, helpId) {
    return EditorState.create({
      doc,
      extensions: [
        EditorView.cspNonce.of(document.querySelector('meta[name="style-nonce"]')?.content ?? ""),
        lineNumbers(),
        foldGutter(),
        lintGutter(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        bracketMatching(),
        highlightSelectionMatches(),
        indentUnit.of("  "),
        EditorState.tabSize.of(2),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": t("yaml.label"), "aria-describedby": helpId, translate: "no", tabindex: "0" }),
        yaml(),
        syntaxHighlighting(highlighting),
        theme,
        autocompletion({ override: [(context) => this.complete(context)] }),
        hoverTooltip((view, position) => this.hover(view, position)),
        keymap.of([...completionKeymap, ...lintKeymap, ...searchKeymap, ...foldKeymap, ...defaultKeymap, indentWithTab]),
        EditorView.updateListener.of((update) => update.docChanged && this.changed()),
      ],
    });
  }

  changed() {
    if (this.isReplacing) return;
    clearTimeout(this.timer);
    this.isTyped = true;
    this.session.textWaits(true);
    this.timer = setTimeout(() => this.send(), PAUSE);
  }

  /**
   * Sends the text with that which it was made of, so that the server can merge what others have changed since. What is typed
   * meanwhile goes with the next. Where the connection is lost, it waits in the editor.
   */
  async send() {
    clearTimeout(this.timer);
    while (this.isTyped) {
      this.sending ??= this.sendOnce().finally(() => (this.sending = null));
      if ((await this.sending) === "failed") return;
    }
  }

  async sendOnce() {
    const text = this.view.state.doc.toString();
    this.session.textWaits(true, { text, base: this.base });
    let outcome = await this.session.sendText({ text, base: this.base });
    while (outcome === "stale" && this.session.state.text !== text) outcome = await this.choose(text);
    if (outcome === "failed") return outcome;
    this.base = text;
    if (outcome !== "theirs" && this.view.state.doc.toString() !== text) return outcome;
    this.isTyped = false;
    this.session.textWaits(false);
    this.update(this.session.state);
    return outcome;
  }

  /** Puts in what a tab that was closed could not send, and sends it. */
  async restore({ text, base }) {
    await this.send();
    this.replace(this.view.state.doc.toString(), text);
    this.base = base;
    this.isTyped = true;
    await this.send();
  }

  /** Somebody else has changed the same lines while they were typed here: asks which text to keep. */
  async choose(text) {
    const theirs = this.session.state.text;
    const keepsMine = await askWhichToKeep(t("tab.yaml"), text, theirs);
    return keepsMine ? this.session.sendText({ text, base: theirs }) : "theirs";
  }

  /** Shows the state's text, by the one stretch in which it differs, and its findings. */
  update(state) {
    if (!state) return;
    this.slip.hidden = !state.syntax;
    if (state.syntax) this.slip.textContent = t("syntax", { message: state.syntax.message, line: state.syntax.line });
    const current = this.view.state.doc.toString();
    if (!this.isTyped) {
      this.base = state.text;
      if (state.text !== current) this.replace(current, state.text);
      this.view.dispatch(setDiagnostics(this.view.state, this.diagnostics(state)));
    }
  }

  replace(current, text) {
    let start = 0;
    while (start < current.length && start < text.length && current[start] === text[start]) start += 1;
    let end = 0;
    const room = Math.min(current.length, text.length) - start;
    while (end < room && current[current.length - 1 - end] === text[text.length - 1 - end]) end += 1;
    this.isReplacing = true;
    this.view.dispatch({ changes: { from: start, to: current.length - end, insert: text.slice(start, text.length - end) } });
    this.isReplacing = false;
  }

  diagnostics({ findings, syntax }) {
    const marks = findings.filter((finding) => finding.line).map((finding) => ({
      from: this.position(finding.line, finding.column),
      to: this.position(finding.end_line ?? finding.line, finding.end_column ?? finding.column),
      severity: { error: "error", warning: "warning" }[finding.severity] ?? "info",
      source: finding.code,
      message: finding.message + (finding.hint ? `\n${finding.hint}` : ""),
    }));
    if (syntax && !marks.some((mark) => mark.severity === "error")) {
      const from = this.position(syntax.line, syntax.column);
      marks.push({ from, to: from, severity: "error", message: syntax.message });
    }
    return marks.map((mark) => ({ ...mark, to: Math.max(mark.from, mark.to) })).sort((one, other) => one.from - other.from);
  }

  /** Where a line and a column, both counted from 1, are in the text. */
  position(line, column = 1) {
    const { doc } = this.view.state;
    const place = doc.line(Math.min(Math.max(1, line), doc.lines));
    return Math.min(place.from + Math.max(0, (column ?? 1) - 1), place.to);
  }

  goTo(line, column = 1) {
    const anchor = this.position(line, column);
    this.view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
    this.view.focus();
  }

  async ask(position) {
    const line = this.view.state.doc.lineAt(position);
    return get("api/yaml", { line: line.number, column: position - line.from + 1 }).catch(() => null);
  }

  async complete(context) {
    const word = context.matchBefore(/[\w-]*/);
    if (!context.explicit && word.from === word.to) return null;
    await this.send();
    const answer = await this.ask(context.pos);
    if (!answer?.completions?.length) return null;
    return { from: word.from, options: answer.completions.map(({ label, detail, insert }) => ({ label, info: detail, apply: insert ?? label })), validFor: /^[\w-]*$/ };
  }

  async hover(view, pos) {
    const answer = await this.ask(pos);
    return answer?.hover ? { pos, above: true, create: () => ({ dom: h("div", { class: "yaml-hover" }, answer.hover) }) } : null;
  }
}
