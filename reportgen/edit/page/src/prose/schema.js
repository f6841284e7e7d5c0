/** What a text can hold: the Markdown subset of the dataset as a tree. */

import { Schema } from "prosemirror-model";

const LANGUAGES = { cy: "cy", "cy-GB": "cy", en: "en", "en-GB": "en" };

/** The language that the address `lang:cy` stands for, or nothing. */
export const languageOf = (address) => (address.startsWith("lang:") ? LANGUAGES[address.slice(5)] : undefined);

const level = (number) => ({ tag: `h${number}`, attrs: { level: Math.max(3, number) } });

export const schema = new Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: { content: "inline*", group: "block", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] },
    heading: {
      attrs: { level: { default: 3 } },
      content: "inline*",
      group: "block",
      defining: true,
      parseDOM: [1, 2, 3, 4, 5, 6].map(level),
      toDOM: (node) => [`h${node.attrs.level}`, 0],
    },
    quotation: { content: "paragraph+", group: "block", defining: true, parseDOM: [{ tag: "blockquote" }], toDOM: () => ["blockquote", 0] },
    bullets: { content: "item+", group: "block", attrs: { marker: { default: "-" } }, parseDOM: [{ tag: "ul" }], toDOM: () => ["ul", 0] },
    numbers: {
      content: "item+",
      group: "block",
      attrs: { start: { default: 1 } },
      parseDOM: [{ tag: "ol", getAttrs: (element) => ({ start: element.start ?? 1 }) }],
      toDOM: (node) => ["ol", node.attrs.start === 1 ? {} : { start: node.attrs.start }, 0],
    },
    item: { content: "paragraph (paragraph | bullets | numbers)*", defining: true, parseDOM: [{ tag: "li" }], toDOM: () => ["li", 0] },
    /** Markdown that a text cannot have: kept as it is written, so that nothing is lost. */
    raw: {
      content: "text*",
      marks: "",
      group: "block",
      code: true,
      defining: true,
      parseDOM: [{ tag: "pre", preserveWhitespace: "full" }],
      toDOM: () => ["pre", { class: "raw" }, 0],
    },
    /** The end of a line inside a paragraph, which reads as a space; it stays where the file has it. */
    line_end: {
      inline: true,
      group: "inline",
      selectable: false,
      attrs: { forced: { default: false } },
      leafText: () => " ",
      parseDOM: [{ tag: "br", getAttrs: () => ({ forced: false }) }],
      toDOM: () => ["span", { class: "line-end" }, " "],
    },
    /** A note, with its words in Markdown as they are written. */
    footnote: {
      inline: true,
      group: "inline",
      atom: true,
      attrs: { text: {} },
      leafText: () => "",
      parseDOM: [{ tag: "sup[data-note]", getAttrs: (element) => ({ text: element.getAttribute("data-note") }) }],
      toDOM: (node) => ["sup", { class: "footnote", "data-note": node.attrs.text, title: node.attrs.text, role: "img", "aria-label": node.attrs.text }],
    },
    text: { group: "inline" },
  },
  marks: {
    link: {
      attrs: { href: {}, title: { default: null } },
      inclusive: false,
      parseDOM: [{ tag: "a[href]", getAttrs: (element) => ({ href: element.getAttribute("href") }) }],
      toDOM: (mark) => {
        const language = languageOf(mark.attrs.href);
        return language ? ["span", { lang: language, class: "language" }, 0] : ["a", { href: mark.attrs.href, rel: "noreferrer noopener" }, 0];
      },
    },
    em: { parseDOM: [{ tag: "i" }, { tag: "em" }], toDOM: () => ["em", 0] },
    strong: { parseDOM: [{ tag: "b" }, { tag: "strong" }], toDOM: () => ["strong", 0] },
  },
});
