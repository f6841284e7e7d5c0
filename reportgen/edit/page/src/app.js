/** The page of `reportgen edit`: puts its parts together. */

import { get, tellPlace } from "./api.js";
import { DiskConflict, askToRestore, settleClashes } from "./conflicts.js";
import { h } from "./dom.js";
import { Events } from "./events.js";
import { memberTools, pasteMembers } from "./fields/members-paste.js";
import { FindingsPanel, counted } from "./findings/panel.js";
import { takeDrops } from "./drops.js";
import { Form } from "./form.js";
import { Header } from "./header.js";
import * as live from "./live.js";
import { Navigation } from "./navigation.js";
import { Builds } from "./report/builds.js";
import { Preview } from "./report/preview.js";
import { Session } from "./session.js";
import { Tabs } from "./tabs.js";
import { setLanguage, t } from "./words.js";
import { YamlTab } from "./yaml/tab.js";

class App {
  constructor() {
    this.session = new Session();
    this.memberTools = memberTools;
    this.pasteMembers = pasteMembers;
  }

  async start() {
    tellPlace();
    const opening = get("api/state", { preview: 1 });
    opening.catch(() => {}); // it is told where it is waited for
    const described = await get("api/form");
    setLanguage(described.language);
    this.language = described.language;
    this.lay();
    this.listen();
    await this.session.start(opening);
    this.describe(described);
    this.preview.start();
    this.isReady = true;
    this.update();
    this.builds.chooseKept(this.session.state);
    this.follow();
    document.body.dataset.ready = "true";
    this.session.restore((groups) => askToRestore(this, groups), (typed) => this.yaml.restore(typed));
  }

  /** Puts the parts on the page. */
  lay() {
    this.form = new Form(this);
    this.navigation = new Navigation(this.form);
    this.yaml = new YamlTab(this.session);
    this.findings = new FindingsPanel(this);
    this.preview = new Preview((at) => this.pick(at));
    this.builds = new Builds(this.session, this.preview);
    this.header = new Header(this);
    this.conflict = new DiskConflict(this.session);
    const report = h("div", { class: "pane report-pane" }, this.builds.element, this.preview.element);
    const form = h("div", { class: "panel form-panel" }, this.navigation.small, this.navigation.element, this.form.element);
    this.narrow = matchMedia("(max-width: 56rem)");
    this.narrow.addEventListener("change", () => this.widthChanged());
    this.tabs = new Tabs({ form, yaml: this.yaml.element, findings: this.findings.element, report }, (name) => this.tabChosen(name));
    const notices = h("div", { class: "notices", role: "status" });
    const region = h("div", { class: "sr", role: "status", "aria-live": "polite" });
    live.start(region, notices);
    const left = h("div", { class: "pane left-pane" }, form, this.yaml.element, this.findings.element);
    const skips = h("div", { class: "skips" }, h("a", { href: "#panel-form", onclick: (event) => this.skip(event, "form") }, t("skip.form")), h("a", { href: "#panel-report", onclick: (event) => this.skip(event, "report") }, t("skip.report")));
    document.body.replaceChildren(skips, this.header.element, notices, h("main", {}, this.tabs.element, h("div", { class: "panes" }, left, report)), region);
    this.widthChanged();
  }

  /** On a wide screen the report has no tab, for it is always there. */
  widthChanged() {
    const report = this.tabs.panels.report;
    report.setAttribute("role", this.narrow.matches ? "tabpanel" : "region");
    if (!this.narrow.matches && this.tabs.current === "report") this.tabs.choose("form");
  }

  skip(event, name) {
    event.preventDefault();
    if (name === "form" || this.narrow.matches) this.tabs.choose(name);
    (name === "form" ? this.form.sections[0].heading : this.preview.frame).focus();
  }

  tabChosen(name) {
    if (name === "yaml") this.yaml?.update(this.session.state);
  }

  listen() {
    const { session } = this;
    session.sendWaitingText = () => this.yaml.send();
    session.addEventListener("edited", () => this.form.update(session.values));
    session.addEventListener("values", () => this.isReady && this.form.update(session.values));
    session.addEventListener("state", () => this.isReady && this.update());
    session.addEventListener("status", () => session.state && this.header.update(session));
    session.addEventListener("clash", ({ detail }) => settleClashes(this, detail));
    session.addEventListener("lost", () => live.notice("lost", t("lost")));
    session.addEventListener("returned", () => {
      live.notice("lost", "");
      live.notice("refused", "");
      live.notice("returned", t("returned"));
      this.yaml.send();
      this.source?.open();
    });
    session.addEventListener("restored", () => live.notice("restored", t("restored")));
    session.addEventListener("refused", () => this.refused());
    session.addEventListener("problem", ({ detail }) => live.notice("problem", t("problem", { reason: detail })));
    document.addEventListener("focusin", ({ target }) => this.focused(target));
    takeDrops(this.form);
  }

  /** Builds the form, again where the edition or the language has changed. */
  describe(described) {
    this.formKey = this.session.state.form_key;
    this.form.build(described);
    this.navigation.build();
  }

  async update() {
    const { state } = this.session;
    if (state.form_key && state.form_key !== this.formKey) await this.renew();
    this.form.markUnshown(state.unshown);
    this.showFindings();
    this.findings.update(state.findings);
    const { errors, warnings } = state.counts;
    const summary = counted(state.findings);
    document.title = `${errors + warnings ? `(${errors + warnings}) ` : ""}${t("title", { name: state.path_name })}`;
    this.tabs.badge("findings", errors + warnings, summary, errors > 0);
    this.tellErrors(errors, summary);
    this.builds.update(state);
    this.preview.show(state);
    this.conflict.update(state);
    this.header.update(this.session);
    if (this.tabs.current === "yaml") this.yaml.update(state);
    live.notice("failure", state.failure ? t("unsaved", { reason: state.failure }) : "");
    live.notice("server", state.notice ?? "");
    this.slip(state);
  }

  /** Says how many errors there are once that has changed and typing pauses. */
  tellErrors(errors, summary) {
    if (this.errors !== undefined && errors !== this.errors) {
      clearTimeout(this.errorsTimer);
      this.errorsTimer = setTimeout(() => live.announce(summary || t("findings.none")), 2000);
    }
    this.errors = errors;
  }

  /** A file that cannot be read is shown where its slip is. */
  slip({ syntax }) {
    const key = syntax ? `${syntax.line}:${syntax.message}` : "";
    const isNew = key && !this.slipKey && this.tabs.current !== "yaml";
    this.slipKey = key;
    this.form.element.inert = Boolean(syntax);
    if (!isNew) return;
    this.tabs.choose("yaml");
    this.yaml.goTo(syntax.line, syntax.column);
  }

  async renew() {
    this.formKey = this.session.state.form_key;
    const described = await get("api/form").catch(() => null);
    if (!described) return;
    if (described.language !== this.language) return void location.reload();
    const at = this.form.pathOf(document.activeElement);
    this.describe(described);
    if (at) this.form.goTo(at);
  }

  showFindings() {
    const findings = this.session.state?.findings ?? [];
    this.form.show(findings);
    this.navigation.show(findings);
  }

  nameOfPath(at) {
    return this.form.name(at);
  }

  goTo(finding) {
    if (finding.at?.length && this.form.root(finding.at) && !this.session.state.syntax) {
      this.tabs.choose("form");
      this.form.goTo(finding.at);
    } else {
      this.tabs.choose("yaml");
      this.yaml.goTo(finding.line ?? 1, finding.column ?? 1);
    }
  }

  /** A place in the report was clicked. */
  pick(at) {
    this.tabs.choose("form");
    this.form.goTo(at);
    this.preview.point(at, { scroll: false });
  }

  /** A change has happened there: show it, without taking the focus. */
  showPlace(at) {
    if (this.tabs.current === "form") this.form.fieldAt(at)?.element.scrollIntoView({ block: "nearest" });
    this.preview.point(at);
  }

  focused(target) {
    const at = this.form.element.contains(target) ? this.form.pathOf(target) : null;
    if (at) this.preview.point(at);
  }

  canAddSections() {
    return Boolean(this.form.root(["sections"]));
  }

  /** Adds sections at the end of what the form has no place for; returns how that part is called. */
  addSections(sections) {
    const list = this.form.root(["sections"]);
    const start = list.values().length;
    const edits = start ? sections.map((value, index) => ({ op: "insert", at: ["sections"], index: start + index, value })) : [{ op: "set", at: ["sections"], value: sections }];
    this.session.edit(edits);
    return list.label;
  }

  /** Hears what happens to the file elsewhere. */
  follow() {
    this.source = new Events(this.session.state.id ?? this.session.state.path_name);
    this.source.addEventListener("state", ({ detail }) => {
      const { revision } = JSON.parse(detail || "{}") ?? {};
      if (this.session.isSending || (revision && revision === this.session.state.revision)) return;
      clearTimeout(this.refreshTimer);
      this.refreshTimer = setTimeout(() => this.session.isIdle && this.session.refresh(), 30);
    });
    this.source.addEventListener("bye", () => this.ended());
    this.source.addEventListener("error", () => !this.hasEnded && this.session.refresh());
  }

  refused() {
    const typed = JSON.stringify(this.session.outbox.flatMap(({ edits }) => edits.map(({ at, result }) => ({ [at.join(".")]: result }))), null, 1);
    const actions = this.session.outbox.length ? [[t("refused.copy"), () => navigator.clipboard.writeText(typed)]] : [];
    live.notice("refused", t("refused"), actions);
    this.source?.close();
  }

  ended() {
    this.hasEnded = true;
    this.source?.close();
    live.notice("ended", t("ended"));
  }
}

const app = new App();
app.start().catch((error) => {
  document.body.append(h("p", { role: "alert", class: "notice" }, t("start.failed", { reason: error.message })));
  throw error;
});
