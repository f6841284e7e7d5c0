/** Asks for the words of a note. */

import { ask, chooseByEnter } from "../dialog.js";
import { h, newId } from "../dom.js";
import { t } from "../words.js";
import { read } from "./read.js";
import { schema } from "./schema.js";

const { footnote, heading } = schema.nodes;

/** The note that is selected, or that stands beside the cursor, with its place. */
export function noteAt(state) {
  const { selection } = state;
  if (selection.node?.type === footnote) return { node: selection.node, pos: selection.from };
  const { $from, empty } = selection;
  if (empty && $from.nodeBefore?.type === footnote) return { node: $from.nodeBefore, pos: $from.pos - $from.nodeBefore.nodeSize };
  if (empty && $from.nodeAfter?.type === footnote) return { node: $from.nodeAfter, pos: $from.pos };
  return null;
}

/** The words of a note as a text can hold them: what would end the note too soon is escaped. */
export function noteText(words) {
  const text = words.replaceAll(/\s+/g, " ").trim();
  const escapes = [text, text.replaceAll(/[[\]]/g, "\\$&"), text.replaceAll(/[\\`*_[\]<>^]/g, "\\$&")];
  return escapes.find((candidate) => isWhole(candidate)) ?? text.replaceAll(/[\\`*_[\]<>^]/g, "");
}

function isWhole(text) {
  const { doc } = read(`x^[${text}]`);
  const notes = [];
  doc.descendants((node) => void (node.type === footnote && notes.push(node)));
  return doc.textContent === "x" && notes.length === 1 && notes[0].attrs.text === text;
}

/** A command that runs on after the dialogue. */
export function editNote(state, dispatch, view) {
  const isInHeading = state.selection.$from.parent.type === heading;
  if (isInHeading || !state.selection.$from.parent.inlineContent) return false;
  if (!dispatch || !view) return true;
  const note = noteAt(state);
  const id = newId("note");
  const input = h("textarea", { id, rows: "3" });
  input.value = note?.node.attrs.text.replaceAll(/\s+/g, " ") ?? "";
  const choices = [{ label: t("prose.note.set"), value: () => noteText(input.value), primary: true }];
  if (note) choices.push({ label: t("prose.note.remove"), value: "" });
  const dialog = ask(t("prose.note"), [h("label", { for: id, class: "label" }, t("prose.note.words")), input], choices);
  chooseByEnter(input);
  input.focus();
  dialog.then((text) => {
    if (text !== null) {
      const { tr } = view.state;
      if (note) tr.delete(note.pos, note.pos + note.node.nodeSize);
      if (text) tr.insert(note ? note.pos : view.state.selection.to, footnote.create({ text }));
      if (tr.docChanged) view.dispatch(tr);
    }
    view.focus();
  });
  return true;
}
