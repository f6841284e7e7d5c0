/** Writes the tree as Markdown. What is still as it was read is written as the file has it. */

import { inline } from "./inline.js";
import { loose } from "./read.js";

/**
 * @param {import("prosemirror-model").Node} doc
 * @param {ReturnType<typeof import("./read.js").read>} origin
 */
export function write(doc, origin) {
  const blocks = [];
  doc.forEach((node) => {
    if (origin.written.has(node) ? origin.written.get(node) : !isEmpty(node)) blocks.push(node);
  });
  let text = "";
  blocks.forEach((node, index) => {
    const previous = blocks[index - 1] ?? null;
    const gap = origin.gaps.get(node);
    if (gap && gap.after === previous) text += gap.text;
    else if (previous) text += (!gap && origin.follows.get(previous)) || "\n\n";
    text += origin.written.get(node) ?? block(node, origin.written, marker(node, previous));
  });
  return blocks.length ? text + origin.tail : "";
}

const isEmpty = (node) => node.type.name === "paragraph" && !node.textContent.trim() && !node.content.content.some((child) => child.type.name === "footnote");

/** Two lists that follow each other need different marks, or they would be one. */
function marker(node, previous) {
  const own = node.attrs.marker ?? "-";
  if (previous?.type !== node.type) return own;
  const before = previous.attrs.marker ?? "-";
  return own === before ? (before === "-" ? "*" : "-") : own;
}

function block(node, written, mark) {
  switch (node.type.name) {
    case "heading":
      return `${"#".repeat(node.attrs.level)} ${inline(node).replaceAll("\n", " ").replace(/#+$/, "\\$&")}`;
    case "quotation": {
      const paragraphs = [];
      node.forEach((child) => paragraphs.push(inline(child)));
      return paragraphs.join("\n\n").split("\n").map((line) => `> ${line}`.trimEnd()).join("\n");
    }
    case "bullets":
    case "numbers":
      return list(node, written, mark);
    case "raw":
      return node.textContent;
    default:
      return inline(node);
  }
}

function list(node, written, mark = "-") {
  const items = [];
  node.forEach((item, _, index) => {
    const label = node.type.name === "bullets" ? mark : `${node.attrs.start + index}.`;
    const own = written.get(item);
    items.push(own?.startsWith(`${label} `) ? own : entry(item, label));
  });
  const isLoose = loose.get(node) ?? items.some((item) => item.includes("\n\n"));
  return items.join(isLoose ? "\n\n" : "\n");
}

/** One entry: its label, and its blocks indented below it. */
function entry(item, label) {
  const indent = " ".repeat(label.length + 1);
  const parts = [];
  item.forEach((child, _, index) => {
    const text = child.type.name === "paragraph" ? inline(child) : list(child, new WeakMap(), child.attrs.marker);
    const isNestedList = child.type.name !== "paragraph";
    const gap = index === 0 ? "" : isNestedList && item.childCount === 2 ? "\n" : "\n\n";
    parts.push(gap + text);
  });
  const lines = parts.join("").split("\n");
  return lines.map((line, index) => (index ? (line ? indent + line : "") : `${label} ${line}`.trimEnd())).join("\n");
}
