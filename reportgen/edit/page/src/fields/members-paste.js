/** A whole list of members at once: looked up in the register, looked through, and added. */

import { post } from "../api.js";
import { ask } from "../dialog.js";
import { button, h, newId } from "../dom.js";
import { announce } from "../live.js";
import { count, t } from "../words.js";

/** The button below a list of members. */
export const memberTools = (list) => [button(t("members.paste"), () => pasteMembers(list), { class: "small" })];

/** Asks for a list unless there is one, then for what its names mean, and adds them. Whoever cancels that gets the list back. */
export async function pasteMembers(list, pasted = "") {
  const text = pasted || (await askForText(list));
  if (!text?.trim()) return;
  list.unadded = text;
  const rows = await post("api/members", { text }).catch(() => text.split(/\n/).map((line) => ({ text: line.trim(), name: null, suggestions: [] })));
  const members = await chooseMembers(rows.filter((row) => row.text), kindsOf(list));
  if (!members) return void (await pasteMembers(list));
  list.unadded = "";
  add(list, members);
}

/** Adds those that are not there yet; those that are get the councillors whom they lack. */
function add(list, members) {
  const at = list.at();
  const values = list.values();
  const places = new Map(values.map((value, index) => [value?.name, index]));
  const fresh = members.filter(({ name }) => !places.has(name));
  const leads = members
    .filter(({ name, lead_member: lead }) => lead && places.has(name) && !values[places.get(name)].lead_member)
    .map(({ name, lead_member: value }) => ({ op: "set", at: [...at, places.get(name), "lead_member"], value }));
  if (!fresh.length && !leads.length) return;
  if (!values.some((value) => value?.name)) list.submit([{ op: "set", at, value: fresh }]);
  else list.submit([...leads, ...fresh.map((value, index) => ({ op: "insert", at, index: values.length + index, value }))], { from: list });
  if (fresh.length) announce(count("members.added", fresh.length));
}

/** The list is kept as long as its members are not added. */
async function askForText(list) {
  const id = newId("paste");
  const area = h("textarea", { id, rows: "10", spellcheck: "false", value: list.unadded ?? "", oninput: () => (list.unadded = area.value) });
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
  const choices = rows.map(({ text, name, note, lead_member: lead, suggestions = [] }) => {
    const detail = { ...detailOf(note, kinds), ...(lead ? { lead_member: { name: lead } } : {}) };
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
  const items = choices.map(({ text, name, note, detail, control }) =>
    h("li", {}, h("span", {}, note ? `${text} (${note})` : text), detail.lead_member ? h("span", { class: "note" }, detail.lead_member.name) : null, control ? h("span", { class: "note is-unsure" }, t("members.unknown")) : null, control ?? (name !== text ? h("span", { class: "note" }, name) : null)),
  );
  const value = () => choices.map(({ text, detail, control }) => ({ name: control ? control.value : text, ...detail })).filter(({ name }) => name);
  const chosen = ask(t("members.paste"), [h("ul", { class: "paste-rows", tabindex: "0", "aria-label": t("members.paste.field") }, ...items)], [
    { label: count("members.paste.add", value().length), value, primary: true },
  ]);
  const add = items[0]?.closest("dialog")?.querySelector(".primary span");
  for (const { control } of choices) control?.addEventListener("change", () => (add.textContent = count("members.paste.add", value().length)));
  return chosen;
}
