/** The field of a long text: its editor, its buttons, and what is offered when something is pasted. */

import { DOMParser as Reader, Slice } from "prosemirror-model";
import { h } from "../dom.js";
import { Field, exampleLine, asLine } from "../fields/field.js";
import { clean, fromText, linesOf } from "./clipboard.js";
import { ProseEditor } from "./editor.js";
import { offerPaste, withdrawOffers } from "./offer.js";
import { schema } from "./schema.js";
import { Toolbar } from "./toolbar.js";
import { write } from "./write.js";

const reader = Reader.fromSchema(schema);
const NOTHING = { written: new WeakMap(), gaps: new WeakMap(), follows: new WeakMap(), tail: "" };

export class TextField extends Field {
  constructor(...parameters) {
    super(...parameters);
    const headings = Boolean(this.spec.headings);
    this.toolbar = new Toolbar(this.label, () => this.editor.view, { headings });
    this.offers = h("div", { class: "offers" });
    this.editor = new ProseEditor({
      text: asLine(this.value()),
      headings,
      attributes: () => this.attributes(),
      onChange: (text) => {
        this.set(text);
        this.showExample();
      },
      onState: (state) => this.toolbar.update(state),
      onPaste: (data) => this.pasted(data),
      onReplace: () => withdrawOffers(this),
    });
    const example = exampleLine(this.spec);
    this.example = example && !this.isBare ? h("p", { class: "prose-example", "aria-hidden": "true" }, example) : null;
    const box = h("div", { class: "prose-box" }, this.toolbar.element, this.editor.mount, this.example);
    this.frame(box, { after: this.offers, isGroup: true });
    this.editor.view.setProps({});
    this.showExample();
  }

  attributes() {
    const describedBy = this.describedBy();
    return {
      id: this.id,
      role: "textbox",
      "aria-multiline": "true",
      ...(this.isBare ? { "aria-label": this.label } : { "aria-labelledby": `${this.id}-label` }),
      ...(describedBy ? { "aria-describedby": describedBy } : {}),
      ...(this.spec.required ? { "aria-required": "true" } : {}),
      ...(this.findings.some((finding) => finding.severity === "error") ? { "aria-invalid": "true" } : {}),
      spellcheck: "true",
      translate: "no",
    };
  }

  describe() {
    this.editor.dress();
  }

  get input() {
    return this.editor.view.dom;
  }

  showExample() {
    if (this.example) this.example.hidden = Boolean(this.editor.text);
  }

  update(value) {
    this.editor.replace(asLine(value));
    this.showExample();
  }

  focus() {
    this.reveal();
    this.editor.view.focus();
    this.element.scrollIntoView({ block: "center", behavior: "instant" });
  }

  /** Pastes words; then tables and headings are offered where else they may stand. */
  pasted(data) {
    const html = data?.getData("text/html") ?? "";
    const text = data?.getData("text/plain") ?? "";
    if (!html && !text) return false;
    const { body, tables, titles } = html ? clean(html) : { body: fromText(text, document), tables: [], titles: [] };
    this.insert(body);
    offerPaste(this, { tables, titles });
    return true;
  }

  /** Puts elements where the cursor is. */
  insert(body) {
    if (!this.spec.headings) headingsAsWords(body);
    const isOneParagraph = body.children.length === 1 && body.firstElementChild.matches("p:not([data-row])");
    const slice = isOneParagraph || !body.querySelector("p, ul, ol, h3, h4, h5, h6, blockquote, div") ? reader.parseSlice(body, { preserveWhitespace: false }) : closedSlice(body);
    const { view } = this.editor;
    this.editor.paste(view.state.tr.replaceSelection(slice).scrollIntoView());
  }
}

/** Whole blocks: words at both ends go on in the paragraph of the cursor, but for the rows of a table. */
function closedSlice(body) {
  const doc = reader.parse(body, { preserveWhitespace: false });
  const ends = [...body.querySelectorAll("p, li, h3, h4, h5, h6, blockquote")];
  const isOpen = (node, element) => node.type.name === "paragraph" && !element?.matches("[data-row]");
  return new Slice(doc.content, isOpen(doc.firstChild, ends[0]) ? 1 : 0, isOpen(doc.lastChild, ends.at(-1)) ? 1 : 0);
}

/** Where no heading can stand, its words stand by themselves, in bold. */
function headingsAsWords(body) {
  for (const heading of [...body.querySelectorAll("h1, h2, h3, h4, h5, h6")]) {
    const paragraph = body.ownerDocument.createElement("p");
    const strong = body.ownerDocument.createElement("strong");
    strong.append(...heading.childNodes);
    paragraph.append(strong);
    heading.replaceWith(paragraph);
  }
}

/** The Markdown of blocks. */
export const markdownOf = (blocks) => (blocks.length ? write(schema.node("doc", null, blocks), NOTHING) : "");
