/** Writes the words of a paragraph with their marks, such that they are read back as they are. */

import { escaped, escapedStart } from "./escape.js";
import { read } from "./read.js";

const SIGNS = { strong: "**", em: "*" };
const ORDER = ["link", "strong", "em"];

/** Stands for a note until all else is written: a character that no dataset can hold. */
const NOTE = "\ue000";

/**
 * Markdown knows no bold that ends inside a word behind a full stop, and the like. Then the mark takes in the rest of the word;
 * where even that does not help, the words go without it.
 */
export function inline(node) {
  const runs = runsOf(node);
  const lines = (attempt, whole) => withNotes(linesOf(attempt, whole), node);
  for (const attempt of [runs, widened(runs), runs.map(withoutStress)]) {
    const text = lines(attempt, node.textContent);
    if (readsAs(text, signature(attempt))) return text;
  }
  return lines(runs.map(({ text }) => ({ text, marks: [] })), node.textContent);
}

/** Puts the notes of a paragraph into the places that are kept for them. */
function withNotes(text, node) {
  const notes = [];
  node.forEach((child) => child.type.name === "footnote" && notes.push(`^[${child.attrs.text}]`));
  return text.replaceAll(NOTE, () => notes.shift() ?? "");
}

const linesOf = (runs, whole) => closed(spaced(runs, whole)).trim().split("\n").map(escapedStart).join("\n");

const sorted = (marks) => [...marks].sort((one, other) => ORDER.indexOf(one.name) - ORDER.indexOf(other.name));

function runsOf(node) {
  const runs = [];
  node.forEach((child) => {
    const marks = sorted(child.marks.map((mark) => ({ name: mark.type.name, href: mark.attrs.href ?? "" })));
    runs.push({ text: child.isText ? child.text : child.type.name === "footnote" ? NOTE : "\n", marks });
  });
  return runs;
}

const withoutStress = ({ text, marks }) => ({ text, marks: marks.filter((mark) => mark.name === "link") });

/** Bold and italic over whole words. */
function widened(runs) {
  const letters = runs.flatMap(({ text, marks }) => [...text].map((letter) => ({ letter, marks })));
  const result = letters.map(({ letter, marks }) => ({ text: letter, marks: marks.filter((mark) => mark.name === "link") }));
  for (const name of ["strong", "em"]) {
    let start = 0;
    while (start < letters.length) {
      let end = start;
      while (end < letters.length && letters[end].letter.trim()) end += 1;
      const word = letters.slice(start, end);
      if (word.some(({ marks }) => marks.some((mark) => mark.name === name))) {
        for (let index = start; index < end; index += 1) result[index].marks = sorted([...result[index].marks, { name, href: "" }]);
      }
      start = end + 1;
    }
  }
  return result.reduce((all, run) => {
    const last = all.at(-1);
    if (last && key(last.marks) === key(run.marks)) last.text += run.text;
    else all.push({ ...run });
    return all;
  }, []);
}

const key = (marks) => marks.map(({ name, href }) => name + href).join(" ");

/** The letters with their marks; how many spaces there are, and whether they are marked, makes no difference. */
function signature(runs) {
  const letters = runs.flatMap(({ text, marks }) => [...text].map((letter) => (letter.trim() ? `${letter}${key(marks)}` : " ")));
  return letters.join("\u0000").replaceAll(/ (\u0000 )+/g, " ").replaceAll(/^( \u0000)+|(\u0000 )+$/g, "");
}

function readsAs(text, wanted) {
  const { doc } = read(text);
  const node = doc.childCount === 1 && doc.firstChild.type.name === "paragraph" ? doc.firstChild : null;
  return node !== null && signature(runsOf(node)) === wanted;
}

/** Spaces at the ends of marked words are put outside them; a space belongs to the marks that both its neighbours have. */
function spaced(runs, whole) {
  const parts = [];
  for (const { text, marks } of runs) {
    const isLink = marks.some((mark) => mark.name === "link");
    const [, before, words, after] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text);
    if (before) parts.push({ text: before, marks, isSpace: true });
    if (words) parts.push({ text: escaped(words, whole, { isLink }), marks });
    if (after) parts.push({ text: after, marks, isSpace: true });
  }
  return parts.map((part, index) => {
    if (!part.isSpace) return part;
    const has = (other) => (mark) => other?.marks.some((candidate) => same(mark, candidate));
    const [before, after] = [parts.slice(0, index).findLast((other) => !other.isSpace), parts.slice(index).find((other) => !other.isSpace)];
    return { text: part.text, marks: part.marks.filter(has(before)).filter(has(after)) };
  });
}

const same = (one, other) => one.name === other.name && one.href === other.href;

function closed(runs) {
  let text = "";
  let open = [];
  const close = (keep) => {
    for (const mark of open.slice(keep).reverse()) text += mark.name === "link" ? `](${address(mark.href)})` : SIGNS[mark.name];
    open = open.slice(0, keep);
  };
  for (const run of runs) {
    let keep = 0;
    while (keep < open.length && keep < run.marks.length && same(open[keep], run.marks[keep])) keep += 1;
    close(keep);
    for (const mark of run.marks.slice(keep)) {
      if (mark.name === "link" && text.endsWith("^")) text = text.replace(/\^$/, "\\^"); // no note begins here
      text += mark.name === "link" ? "[" : SIGNS[mark.name];
      open.push(mark);
    }
    text += run.text;
  }
  close(0);
  return text;
}

/** An address with a space or a bracket in it stands in angle brackets, or the link would end there. */
const address = (href) => (/[\s()<>]/.test(href) ? `<${href.replaceAll(/[<>\n]/g, encodeURIComponent)}>` : href);
