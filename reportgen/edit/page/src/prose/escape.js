/** Puts a backslash before what Markdown would take for markup, and before nothing else: `R&D` and `snake_case` stay. */

const ENTITY = /&(?=#?\w{1,31};)/g;

/** Words of one run; `whole` is the paragraph that they stand in, for markup often needs two ends. */
export function escaped(text, whole, { isLink = false } = {}) {
  let result = text
    .replaceAll(/\\(?=[!-/:-@[-`{-~])/g, "\\\\")
    .replaceAll(/\*/g, (star, index) => (isAlone(text, index) ? star : "\\*"))
    .replaceAll(/_/g, (line, index) => (isWithin(text, index) || isAlone(text, index) ? line : "\\_"))
    .replaceAll(ENTITY, "\\&")
    .replaceAll(/<(?=[A-Za-z/!?])/g, "\\<");
  if (isLink || whole.includes("](")) result = result.replaceAll(/[[\]]/g, "\\$&");
  else if (/!\[[^\]]*\]\[/.test(whole)) result = result.replaceAll("![", "!\\[");
  result = result.replaceAll("^[", "^\\[");
  if ((whole.match(/`/g) ?? []).length > 1) result = result.replaceAll("`", "\\`");
  return result;
}

const isSpace = (character) => character === undefined || /\s/.test(character);
const isAlone = (text, index) => text.length > 1 && isSpace(text[index - 1]) && isSpace(text[index + 1]) && index > 0 && index < text.length - 1;
const isWithin = (text, index) => /[\p{L}\p{N}]/u.test(text[index - 1] ?? "") && /[\p{L}\p{N}]/u.test(text[index + 1] ?? "");

/** The start of a line, where `-`, `1.`, `#` and `>` would make something else of it. */
export function escapedStart(line) {
  const trimmed = line.trimStart();
  if (/^(#{1,6}(\s|$)|>|[-+](\s|$)|[-=]+\s*$|~~~|(-\s*){3,}$|\|?[\s:|-]*-[\s:|-]*$)/.test(trimmed)) return `\\${trimmed}`;
  if (/^\[[^\]]+\]:/.test(trimmed)) return `\\${trimmed}`;
  if (/^\*\s/.test(trimmed)) return `\\${trimmed}`;
  return trimmed.replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2");
}
