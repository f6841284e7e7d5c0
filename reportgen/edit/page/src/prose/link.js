/** Asks for the address of a link. */

import { ask, chooseByEnter } from "../dialog.js";
import { h, newId } from "../dom.js";
import { t } from "../words.js";
import { schema } from "./schema.js";

const { link } = schema.marks;

/** The stretch of the link around the cursor, or what is selected. */
function stretch(state) {
  const { from, to, empty, $from } = state.selection;
  const mark = link.isInSet($from.marks()) ?? $from.nodeAfter?.marks.find(({ type }) => type === link);
  if (!empty) return { from, to, href: mark?.attrs.href ?? "" };
  if (!mark) return { from, to, href: "" };
  let [start, end] = [from, to];
  $from.parent.forEach((child, offset) => {
    const position = $from.start() + offset;
    if (mark.isInSet(child.marks) && position <= from && position + child.nodeSize >= from) [start, end] = [position, position + child.nodeSize];
  });
  return { from: start, to: end, href: mark.attrs.href };
}

/** People leave out `https://`, and write addresses of e-mail bare. */
export const completed = (text) => {
  const address = text.trim();
  if (!address || /^(#|[a-z]+:)/i.test(address)) return address;
  return /^[^\s/]+@[^\s/]+$/.test(address) ? `mailto:${address}` : `https://${address}`;
};

/** Whether an address can lead somewhere: to a page of the web, a mailbox, a section, or, as `lang:cy`, to a language. */
export const leads = (address) => /^(https?:\/\/(?:[^\s/?#@]+@)?[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+\.?(:\d+)?([/?#]\S*)?|mailto:[^\s/@]+@[^\s/@]+\.[^\s/@]+|lang:[a-z-]+|#\S+)$/iu.test(address);

/** A command that runs on after the dialogue. */
export function editLink(state, dispatch, view) {
  if (!dispatch || !view) return true;
  const { from, to, href } = stretch(state);
  const id = newId("link");
  const input = h("input", { id, type: "text", inputmode: "url", autocomplete: "off", spellcheck: "false", value: href, placeholder: t("prose.link.help") });
  const refuse = () => {
    const address = completed(input.value);
    const isWrong = address !== "" && address !== href && !leads(address);
    input.setAttribute("aria-invalid", String(isWrong));
    if (isWrong) input.focus();
    return isWrong ? t("prose.link.refused") : "";
  };
  const choices = [{ label: t("prose.link.set"), value: () => completed(input.value), refuse, primary: true }];
  if (href) choices.push({ label: t("prose.link.remove"), value: "" });
  const dialog = ask(t("prose.link"), [h("label", { for: id, class: "label" }, t("prose.link.address")), input], choices);
  chooseByEnter(input);
  input.focus();
  dialog.then((address) => {
    if (address !== null) {
      const { tr } = view.state;
      if (from === to && address) tr.insert(from, schema.text(address.replace(/^mailto:|^https?:\/\//, ""), [link.create({ href: address })]));
      else tr.removeMark(from, to, link);
      if (from !== to && address) tr.addMark(from, to, link.create({ href: address }));
      view.dispatch(tr);
    }
    view.focus();
  });
  return true;
}
