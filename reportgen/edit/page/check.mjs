/**
 * Tries the reader and the writer of texts with thousands of random ones: what is not touched is written as it was, and what is
 * written anew says the same. The seed is fixed, so that a fault comes again.
 */

import { read } from "./src/prose/read.js";
import { schema } from "./src/prose/schema.js";
import { write } from "./src/prose/write.js";

const NOTHING = { written: new WeakMap(), gaps: new WeakMap(), follows: new WeakMap(), tail: "" };
const PARTS = ["word", " ", "**", "*", "_", "\n", "\n\n", "- ", "  - ", "1. ", "> ", "### ", "[w](https://x.org)", "`", "\\", "&amp;", "&", "<", "<b>", "^[a note]", "^["];
const MORE = ["|", "---", "(", ")", "[", "]", "!", "#", "+ ", "10) ", "café", "=", ":", "   ", "lang:cy"];
const WORDS = ["a", "b*c", "_x_", "1. y", "- z", "# h", "> q", "[t](u)", "R&D", "&amp;", "<i>", "`k`", "a\\b", "==", "---", "* * *", "a_b", "+", "![a](b)", "|", "^[b]", "c^"];
const ADDRESSES = ["https://x.org", "https://x.org/a(b", "lang:cy"];
const COUNT = Number(process.argv[2] ?? 3000);

let seed = 7;
const below = (limit) => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return seed % limit;
};
const one = (list) => list[below(list.length)];
const several = (most, make) => Array.from({ length: 1 + below(most) }, make);

const faults = [];
const shape = (doc) => JSON.stringify(doc.toJSON()).replaceAll(/"marker":"[*+]"/g, '"marker":"-"');

/** A text as somebody may have typed it. */
function checkText(source) {
  const origin = read(source);
  if (source.trim() && write(origin.doc, origin) !== source) faults.push(["changed", source]);
  if (shape(read(write(origin.doc, NOTHING)).doc) !== shape(origin.doc)) faults.push(["written anew", source]);
}

function words() {
  const { strong, em, link } = schema.marks;
  const marks = [below(3) ? null : strong.create(), below(3) ? null : em.create(), below(5) ? null : link.create({ href: one(ADDRESSES) })];
  return schema.text(one(WORDS) + (below(2) ? " w" : ""), marks.filter(Boolean).reduce((set, mark) => mark.addToSet(set), []));
}

const note = () => schema.node("footnote", { text: one(["n", "a *b*", "[t](https://x.org)", "a\\]b"]) });
const paragraph = () => schema.node("paragraph", null, [...several(3, words), ...(below(4) ? [] : [note(), words()])]);
const list = (depth) => schema.node(one(["bullets", "numbers"]), null, several(3, () => item(depth)));
const item = (depth) => schema.node("item", null, [paragraph(), ...(depth < 2 && !below(3) ? [list(depth + 1)] : []), ...(below(6) ? [] : [paragraph()])]);
const quotation = () => schema.node("quotation", null, [paragraph()]);
const heading = () => schema.node("heading", { level: 3 + below(2) }, [schema.text(one(WORDS))]);

const leaf = (node) => (node.type.name === "footnote" ? `^[${node.attrs.text}]` : " ");
const lines = (doc) => doc.textBetween(0, doc.content.size, "\n", leaf).split("\n").map((line) => line.replaceAll(/\s+/g, " ").trim()).join("\n");

/** A tree as the editor may hold it. */
function checkTree() {
  const doc = schema.node("doc", null, several(3, () => one([paragraph, () => list(0), quotation, heading])()));
  const text = write(doc, NOTHING);
  if (lines(read(text).doc) !== lines(doc)) faults.push(["tree", text]);
}

for (let index = 0; index < COUNT; index += 1) {
  checkText(several(12, () => one([...PARTS, ...MORE])).join(""));
  checkTree();
}
for (const [kind, text] of faults.slice(0, 20)) console.log(kind, JSON.stringify(text));
process.exitCode = faults.length ? 1 : 0;
