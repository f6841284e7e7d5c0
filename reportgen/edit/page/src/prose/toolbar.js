/** The buttons above a text. */

import { lift, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import { liftListItem, wrapInList } from "prosemirror-schema-list";
import { button, h } from "../dom.js";
import { t } from "../words.js";
import { editLink } from "./link.js";
import { editNote, noteAt } from "./note.js";
import { schema } from "./schema.js";

const { marks, nodes } = schema;

export function ancestor(state, type) {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) if ($from.node(depth).type === type) return { node: $from.node(depth), pos: $from.before(depth) };
  return null;
}

export function hasMark(state, type) {
  const { from, to, empty, $from } = state.selection;
  return empty ? Boolean(type.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, type);
}

/** Makes a list of paragraphs, the other list of a list, and paragraphs of a list. */
export const toggleList = (type) => (state, dispatch, view) => {
  const other = type === nodes.bullets ? nodes.numbers : nodes.bullets;
  const list = [type, other].map((kind) => ancestor(state, kind)).filter(Boolean).sort((one, two) => two.pos - one.pos)[0];
  if (!list) return wrapInList(type)(state, dispatch, view);
  if (list.node.type === type) return liftListItem(nodes.item)(state, dispatch, view);
  dispatch?.(state.tr.setNodeMarkup(list.pos, type));
  return true;
};

const toggleHeading = (state, dispatch) => {
  const isHeading = state.selection.$from.parent.type === nodes.heading;
  return setBlockType(isHeading ? nodes.paragraph : nodes.heading, isHeading ? null : { level: 3 })(state, dispatch);
};

const toggleQuotation = (state, dispatch) => (ancestor(state, nodes.quotation) ? lift(state, dispatch) : wrapIn(nodes.quotation)(state, dispatch));

const isIn = (type) => (state) => Boolean(ancestor(state, type));

/** What each button does, and when it is pressed. */
const TOOLS = [
  ["bold", "Ctrl+B", toggleMark(marks.strong), (state) => hasMark(state, marks.strong)],
  ["italic", "Ctrl+I", toggleMark(marks.em), (state) => hasMark(state, marks.em)],
  ["link", "Ctrl+K", editLink, (state) => hasMark(state, marks.link)],
  ["note", "", editNote, (state) => Boolean(noteAt(state))],
  ["bullets", "", toggleList(nodes.bullets), isIn(nodes.bullets)],
  ["numbers", "", toggleList(nodes.numbers), isIn(nodes.numbers)],
  ["heading", "", toggleHeading, isIn(nodes.heading)],
  ["quote", "", toggleQuotation, isIn(nodes.quotation)],
];

/** A toolbar in which arrow keys move from button to button. */
export class Toolbar {
  constructor(label, getView, { headings }) {
    this.getView = getView;
    this.tools = TOOLS.filter(([name]) => headings || name !== "heading").map(([name, keys, command, isOn]) => {
      const title = t(`prose.${name}`) + (keys ? ` (${keys})` : "");
      const element = button(t(`prose.${name}`), () => this.run(command), { icon: name, quiet: true, "aria-pressed": "false", title, tabindex: "-1" });
      element.addEventListener("mousedown", (event) => event.preventDefault()); // the words stay selected
      return { element, isOn };
    });
    this.tools[0].element.tabIndex = 0;
    this.element = h("div", { class: "toolbar", role: "toolbar", "aria-label": t("prose.tools", { label }), onkeydown: (event) => this.pressed(event) }, ...this.tools.map(({ element }) => element));
  }

  run(command) {
    const view = this.getView();
    command(view.state, view.dispatch, view);
    if (command !== editLink && command !== editNote) view.focus();
  }

  pressed(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const elements = this.tools.map(({ element }) => element);
    const index = elements.indexOf(document.activeElement);
    const next = elements[(index + step + elements.length) % elements.length];
    elements.forEach((element) => (element.tabIndex = element === next ? 0 : -1));
    next.focus();
  }

  update(state) {
    for (const { element, isOn } of this.tools) {
      const pressed = String(isOn(state));
      if (element.getAttribute("aria-pressed") !== pressed) element.setAttribute("aria-pressed", pressed);
    }
  }
}
