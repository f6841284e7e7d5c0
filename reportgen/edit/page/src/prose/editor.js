/** The editor of one text. */

import { baseKeymap, chainCommands, exitCode, toggleMark } from "prosemirror-commands";
import { inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { EditorState, NodeSelection, Selection, TextSelection } from "prosemirror-state";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import { EditorView } from "prosemirror-view";
import { editLink } from "./link.js";
import { editNote } from "./note.js";
import { read } from "./read.js";
import { schema } from "./schema.js";
import { write } from "./write.js";

const { marks, nodes } = schema;
const MAX_DEPTH = 4;

/** Tab moves an entry inwards at its start alone; elsewhere it leaves the text, as it must. */
const atItemStart = (command) => (state, dispatch) => {
  const { $from, empty } = state.selection;
  const isInItem = $from.depth > 1 && $from.node(-1).type === nodes.item;
  return empty && isInItem && $from.parentOffset === 0 && command(state, dispatch);
};

const sink = (state, dispatch) => {
  const { $from } = state.selection;
  let depth = 0;
  for (let level = $from.depth; level > 0; level -= 1) if ($from.node(level).type === nodes.item) depth += 1;
  return depth < MAX_DEPTH && sinkListItem(nodes.item)(state, dispatch);
};

/** All words, as words: what is done to them then is done as to any that are selected. */
const selectAll = (state, dispatch) => {
  const [start, end] = [Selection.atStart(state.doc), Selection.atEnd(state.doc)];
  dispatch?.(state.tr.setSelection(TextSelection.between(start.$from, end.$to)));
  return true;
};

const keys = keymap({
  "Mod-a": selectAll,
  "Mod-b": toggleMark(marks.strong),
  "Mod-i": toggleMark(marks.em),
  "Mod-k": editLink,
  "Mod-]": sink,
  "Mod-[": liftListItem(nodes.item),
  Tab: atItemStart(sink),
  "Shift-Tab": atItemStart(liftListItem(nodes.item)),
  Enter: splitListItem(nodes.item),
  "Shift-Enter": chainCommands(exitCode, splitListItem(nodes.item), baseKeymap.Enter),
});

const rules = (hasHeadings) =>
  inputRules({
    rules: [
      wrappingInputRule(/^\s*[-*•]\s$/, nodes.bullets),
      wrappingInputRule(/^(\d{1,3})[.)]\s$/, nodes.numbers, (match) => ({ start: Number(match[1]) }), (match, node) => node.childCount + node.attrs.start === Number(match[1])),
      wrappingInputRule(/^>\s$/, nodes.quotation),
      ...(hasHeadings ? [textblockTypeInputRule(/^(#{3,6})\s$/, nodes.heading, (match) => ({ level: match[1].length }))] : []),
    ],
  });

const taken = (event, isTaken) => {
  if (isTaken) event.preventDefault();
  return isTaken;
};

/** Reads a text, shows it, and tells the Markdown of each change. */
export class ProseEditor {
  constructor({ text, attributes, headings, onChange, onState, onPaste, onReplace }) {
    this.onChange = onChange;
    this.onState = onState;
    this.onReplace = onReplace;
    this.pasted = { from: 0, to: 0 }; // where the words stand that were pasted last
    this.plugins = [rules(headings), keys, keymap(baseKeymap)];
    this.mount = document.createElement("div");
    this.mount.className = "prose";
    this.view = new EditorView(this.mount, {
      state: this.fresh(text),
      attributes: () => attributes(),
      dispatchTransaction: (transaction) => this.dispatch(transaction),
      handleDOMEvents: {
        paste: (_, event) => taken(event, onPaste(event.clipboardData)),
        drop: (view, event) => !view.dragging && taken(event, this.dropped(event, onPaste)),
      },
      handleClickOn: (view, pos, node, nodePos, event, isDirect) => {
        if (!isDirect || node.type !== nodes.footnote) return false;
        view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, nodePos)));
        return editNote(view.state, view.dispatch, view);
      },
      handleClick: (view, pos, event) => {
        if (event.target.closest?.("a")) event.preventDefault();
        return false;
      },
    });
  }

  /** What another program drops goes where it is dropped. */
  dropped(event, onPaste) {
    const place = this.view.posAtCoords({ left: event.clientX, top: event.clientY });
    if (place) this.view.dispatch(this.view.state.tr.setSelection(Selection.near(this.view.state.doc.resolve(place.pos))));
    return onPaste(event.dataTransfer);
  }

  fresh(text) {
    this.text = text;
    this.origin = read(text);
    return EditorState.create({ doc: this.origin.doc, plugins: this.plugins });
  }

  /** Changes the text by what is pasted in place of the selection, and knows from now on where that stands. */
  paste(transaction) {
    const { from, to } = this.view.state.selection;
    this.view.dispatch(transaction);
    this.pasted = { from: transaction.mapping.map(from, -1), to: transaction.mapping.map(to, 1) };
  }

  dispatch(transaction) {
    const { from, to } = this.pasted;
    this.pasted = { from: transaction.mapping.map(from, 1), to: transaction.mapping.map(to, -1) };
    this.view.updateState(this.view.state.apply(transaction));
    if (transaction.docChanged) {
      const text = write(this.view.state.doc, this.origin);
      if (text !== this.text) {
        this.text = text;
        this.onChange(text);
      }
    }
    this.onState(this.view.state);
  }

  /**
   * Reads where the cursor is. The browser says so a moment after it has moved it; whoever draws the text anew until then would
   * put it back.
   */
  noteCursor() {
    if (this.view.hasFocus()) document.dispatchEvent(new Event("selectionchange"));
  }

  /** Gives the text its attributes anew. */
  dress() {
    this.noteCursor();
    this.view.setProps({ attributes: this.view.props.attributes });
  }

  /** Shows another text, such as one that is brought back; the cursor stays about where it was. */
  replace(text) {
    if (text === this.text) return;
    this.onReplace();
    this.noteCursor();
    const { anchor } = this.view.state.selection;
    let state = this.fresh(text);
    const position = Math.min(anchor, state.doc.content.size);
    state = state.apply(state.tr.setSelection(Selection.near(state.doc.resolve(position), -1)));
    this.view.updateState(state);
    this.onState(state);
  }
}
