/** A whole list of members at once: looked up in the register, looked through, and added. */

import { post } from "../api.js";
import { ask } from "../dialog.js";
import { button, h, newId } from "../dom.js";
import { announce } from "../live.js";
import { count, t } from "../words.js";

/** The button below a list of members. */
export const memberTools = (list) => [button(t("members.paste"), () => pasteMembers(list), { class: "small" })];

/** Asks for a list unless there is one, then for what its names mean, and adds them. */
export async function pasteMembers(list, pasted = "") {
  const text = pasted || (await askForText());
  if (!text?.trim()) return;
  const rows = await post("api/members", { text }).catch(() => text.split(/\n/).map((line) => ({ text: line.trim(), name: null, suggestions: [] })));
  const members = await chooseMembers(rows.filter((row) => row.text), kindsOf(list));
  if (!members?.length) return;
  const filled = list.values().filter((value) => value?.name);
  const known = new Set(filled.map((value) => value?.name));
  const fresh = members.filter(({ name }) => !known.has(name));
  if (!fresh.length) return;
  const at = list.at();
  if (!filled.length) list.submit([{ op: "set", at, value: fresh }]);
  else {
    const start = list.values().length;
    list.submit(fresh.map((value, index) => ({ op: "insert", at, index: start + index, value })), { from: list });
  }
  announce(count("members.added", fresh.length));
}

async function askForText() {
  const id = newId("paste");
  const area = h("textarea", { id, rows: "10", spellcheck: "false" });
  const content = [h("p", {}, t("members.paste.help")), h("label", { for: id, class: "label" }, t("members.paste.field")), area];
  return ask(t("members.paste"), content, [{ label: t("members.paste.check"), value: () => area.value, primary: true }]);
}

/** The words for how a member can belong to the group, each with what the file has for it. */
function kindsOf(list) {
  const choices = list.item.fields?.find(({ key }) => key === "kind")?.choices ?? [];
  return new Map(choices.flatMap(({ value, label }) => [[value, value], [label.toLowerCase(), value]]));
}

/** What stands in brackets behind a name: how it belongs to the group, or else a remark. */
function detailOf(note, kinds) {
  if (!note) return {};
  const kind = kinds.get(note.toLowerCase().replace(/ members?$/, ""));
  return kind ? { kind } : { note };
}

/** A line such as "Members of the Network:" is above the names, and none of them. */
const isHeading = (text) => /[:：]$/.test(text);

/** Shows each line with what it means; where that is not certain, one chooses, or leaves it out. */
async function chooseMembers(rows, kinds) {
  const choices = rows.map(({ text, name, note, suggestions = [] }) => {
    const detail = detailOf(note, kinds);
    if (name) return { text, name, note, detail, control: null };
    const options = [text, ...suggestions.map((suggestion) => suggestion.value ?? suggestion)];
    const control = h(
      "select",
      { "aria-label": t("members.use", { name: text }) },
      ...options.map((option, index) => h("option", { value: option }, index ? option : t("members.keep", { name: text }))),
      h("option", { value: "" }, t("members.leave")),
    );
    if (isHeading(text)) control.value = "";
    return { text, name: null, note, detail, control };
  });
  const items = choices.map(({ text, name, note, control }) =>
    h("li", {}, h("span", {}, note ? `${text} (${note})` : text), control ? h("span", { class: "note is-unsure" }, t("members.unknown")) : null, control ?? (name !== text ? h("span", { class: "note" }, name) : null)),
  );
  const value = () => choices.map(({ text, detail, control }) => ({ name: control ? control.value : text, ...detail })).filter(({ name }) => name);
  const chosen = ask(t("members.paste"), [h("ul", { class: "paste-rows", tabindex: "0", "aria-label": t("members.paste.field") }, ...items)], [
    { label: count("members.paste.add", value().length), value, primary: true },
  ]);
  const add = items[0]?.closest("dialog")?.querySelector(".primary span");
  for (const { control } of choices) control?.addEventListener("change", () => (add.textContent = count("members.paste.add", value().length)));
  return chosen;
}
