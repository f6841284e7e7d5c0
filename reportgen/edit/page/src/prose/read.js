/** Reads Markdown into the tree, and remembers the words of the file for each part of it. */

import MarkdownIt from "markdown-it";
import { schema } from "./schema.js";

/** The parser that the program has, too; every address is taken, for it is the program that judges them. */
const parser = new MarkdownIt("commonmark").enable("table").disable(["reference"]);
parser.validateLink = () => true;
parser.normalizeLink = (address) => address;
parser.normalizeLinkText = (text) => text;

/** A note, `^[words]`, as one token that has its words as they are written. */
parser.inline.ruler.push("footnote", (state, isSilent) => {
  if (!state.src.startsWith("^[", state.pos) || state.pos + 1 >= state.posMax) return false;
  const end = parser.helpers.parseLinkLabel(state, state.pos + 1);
  if (end < 0) return false;
  if (!isSilent) state.push("footnote", "", 0).content = state.src.slice(state.pos + 2, end);
  state.pos = end + 1;
  return true;
});

const PLAIN = new Set(["text", "softbreak", "strong_open", "strong_close", "em_open", "em_close", "link_open", "link_close", "text_special", "footnote"]);
const BLOCKS = new Set(["paragraph_open", "heading_open", "blockquote_open", "bullet_list_open", "ordered_list_open"]);

/**
 * A text as a tree. `written` knows for each block and entry that is still as it was read which lines of the file it has;
 * `gaps` knows what stands between two neighbours, `follows` what stands behind one whose neighbour is another now.
 * @returns {{doc: import("prosemirror-model").Node, written: WeakMap<object, string>, gaps: WeakMap<object, {after: object, text: string}>, follows: WeakMap<object, string>, tail: string}}
 */
export function read(source) {
  const lines = source.split("\n");
  const tokens = parser.parse(source, {});
  const written = new WeakMap();
  const gaps = new WeakMap();
  const follows = new WeakMap();
  const slice = (start, end) => lines.slice(start, end).join("\n");
  const nodes = [];
  let position = 0;
  let previousEnd = 0;
  while (position < tokens.length) {
    const end = closing(tokens, position);
    const token = tokens[position];
    const [first, last] = extent(token, lines);
    let node = block(tokens.slice(position, end), written, lines);
    const text = slice(first, last);
    node ??= schema.node("raw", null, text ? schema.text(text) : null);
    written.set(node, text);
    if (nodes.length) {
      const text = `\n${slice(previousEnd, first)}${first > previousEnd ? "\n" : ""}`;
      gaps.set(node, { after: nodes.at(-1), text });
      follows.set(nodes.at(-1), text);
    } else if (first > 0) gaps.set(node, { after: null, text: `${slice(0, first)}\n` });
    nodes.push(node);
    previousEnd = last;
    position = end;
  }
  const tail = nodes.length ? source.slice(slice(0, previousEnd).length) : "";
  return { doc: schema.node("doc", null, nodes.length ? nodes : [schema.node("paragraph")]), written, gaps, follows, tail };
}

/** The lines that a block has, without empty ones at its end, which lists count as their own. */
function extent(token, lines) {
  const [first, last] = token.map;
  let end = last;
  while (end > first + 1 && !lines[end - 1].trim()) end -= 1;
  return [first, end];
}

/** Where the block ends whose first token stands at a position. */
function closing(tokens, position) {
  let depth = 0;
  for (let index = position; index < tokens.length; index += 1) {
    depth += tokens[index].nesting;
    if (depth === 0) return index + 1;
  }
  return tokens.length;
}

/** The node for the tokens of one block, or null where a text cannot have it. */
function block(tokens, written, lines, isTop = true) {
  const [token] = tokens;
  if (!BLOCKS.has(token.type)) return null;
  if (token.type === "paragraph_open") return withInlines("paragraph", null, tokens[1]);
  if (token.type === "heading_open") {
    const isLined = token.markup === "-" || token.markup === "=";
    return isTop && !isLined ? withInlines("heading", { level: Number(token.tag.slice(1)) }, tokens[1]) : null;
  }
  if (token.type === "blockquote_open") {
    const children = isTop ? inner(tokens, written, lines) : null;
    return children?.length && children.every((child) => child.type.name === "paragraph") ? schema.node("quotation", null, children) : null;
  }
  return list(tokens, written, lines, isTop);
}

function list(tokens, written, lines, isTop) {
  const [token] = tokens;
  const items = [];
  for (let position = 1; position < tokens.length - 1; ) {
    const end = closing(tokens, position);
    const children = inner(tokens.slice(position, end), written, lines);
    if (!children) return null;
    if (children[0]?.type.name !== "paragraph") children.unshift(schema.node("paragraph"));
    const item = schema.node("item", null, children);
    if (isTop) {
      const [first, last] = extent(tokens[position], lines);
      written.set(item, lines.slice(first, last).join("\n"));
    }
    items.push(item);
    position = end;
  }
  if (!items.length) return null;
  const isTight = tokens.some((child) => child.type === "paragraph_open" && child.hidden);
  const node =
    token.type === "bullet_list_open"
      ? schema.node("bullets", { marker: token.markup }, items)
      : schema.node("numbers", { start: Number(token.attrGet("start") ?? 1) }, items);
  loose.set(node, !isTight);
  return node;
}

/** Whether empty lines stand between the entries of a list, as it was read. */
export const loose = new WeakMap();

function inner(tokens, written, lines) {
  const children = [];
  for (let position = 1; position < tokens.length - 1; ) {
    const end = closing(tokens, position);
    const child = block(tokens.slice(position, end), written, lines, false);
    if (!child || ["heading", "quotation"].includes(child.type.name)) return null;
    children.push(child);
    position = end;
  }
  return children;
}

function withInlines(kind, attributes, token) {
  const children = inlines(token.children ?? []);
  return children && schema.node(kind, attributes, children);
}

function inlines(tokens) {
  const nodes = [];
  let marks = [];
  for (const token of tokens) {
    if (!PLAIN.has(token.type)) return null;
    const name = token.type.replace(/_(open|close)$/, "");
    if (token.type.endsWith("_close")) marks = marks.filter((mark) => mark.type.name !== name);
    else if (token.type === "link_open") {
      if (!token.attrGet("href") || token.attrGet("title")) return null;
      marks = schema.marks.link.create({ href: token.attrGet("href") }).addToSet(marks);
    } else if (token.type.endsWith("_open")) marks = schema.marks[name].create().addToSet(marks);
    else if (token.type === "footnote") nodes.push(schema.node("footnote", { text: token.content }, null, marks));
    else if (token.type === "softbreak") nodes.push(schema.node("line_end", null, null, marks));
    else if (token.content) nodes.push(schema.text(token.content, marks));
  }
  return merged(nodes);
}

/** Neighbouring texts with the same marks are one. */
function merged(nodes) {
  return nodes.reduce((all, node) => {
    const last = all.at(-1);
    if (last?.isText && node.isText && last.marks.length === node.marks.length && last.sameMarkup(node)) {
      all[all.length - 1] = schema.text(last.text + node.text, node.marks);
    } else all.push(node);
    return all;
  }, []);
}
