/** Makes plain structure of what Word, Excel and web pages put on the clipboard. */

import { cellsOf } from "../fields/table-paste.js";

const DROPPED = "style, script, meta, link, title, xml, o\\:p, img, svg, input, button, object, iframe, [data-style*='mso-hide:all'], [data-style*='mso-hide: all']";
const LIST_STYLE = /mso-list:\s*(?!ignore)\S+\s+level(\d)/i;

/**
 * Reads HTML into elements that have no styles. The rows of a table stand as lines where it stood; its cells are told, too.
 * @returns {{body: HTMLElement, tables: string[][][], titles: string[]}} with the headings of the highest level
 */
export function clean(html) {
  const fragment = inert(html).replaceAll(/<!--\[if !supportLists\]-->|<!\[if !supportLists\]>/g, "<span data-label>").replaceAll(/<!--\[endif\]-->|<!\[endif\]>/g, "</span>");
  const { body } = new DOMParser().parseFromString(fragment, "text/html");
  const wordTitles = ".MsoTitle, .MsoSubtitle";
  for (const title of body.querySelectorAll(wordTitles)) rename(title, "h1");
  listsFromWord(body);
  body.querySelectorAll(DROPPED).forEach((element) => element.remove());
  removeComments(body);
  const tables = [...body.querySelectorAll("table")].filter((table) => !table.parentElement.closest("table"));
  const cells = tables.map((table) => takeTable(table)).filter(Boolean);
  stress(body);
  levels(body);
  body.querySelectorAll("a").forEach((link) => /^(https?|mailto|lang):/i.test(link.getAttribute("href") ?? "") || link.replaceWith(...link.childNodes));
  return { body, tables: cells, titles: [...body.querySelectorAll("h3")].map((title) => title.textContent.replaceAll(/\s+/g, " ").trim()) };
}

/** Takes styles and handlers out of the tags before they are parsed, for the page's policy speaks up at each of them. */
const inert = (html) =>
  html
    .replaceAll(/<style\b[\s\S]*?<\/style\s*>/gi, "")
    .replaceAll(/<[a-z][^<>]*>/gi, (tag) => tag.replaceAll(/([\s"'])(style|on\w+)(?=\s*=)/gi, "$1data-$2"));

const styleOf = (element) => element.getAttribute("data-style") ?? "";

function rename(element, tag) {
  const other = element.ownerDocument.createElement(tag);
  other.append(...element.childNodes);
  for (const { name, value } of element.attributes) other.setAttribute(name, value);
  element.replaceWith(other);
  return other;
}

function removeComments(body) {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const comments = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  comments.forEach((comment) => comment.remove());
}

/** A table of one cell, as Word makes for frames, is text; the rows of others become lines, each a paragraph of its own. */
function takeTable(table) {
  const cells = cellsOf(table);
  if (cells.length > 1 || (cells[0]?.length ?? 0) > 1) {
    table.replaceWith(...linesOf(cells).map((line) => lineOf(line)));
    return cells;
  }
  table.replaceWith(...[...table.querySelectorAll("td, th")].flatMap((cell) => [...cell.childNodes]));
  return null;
}

/** Word writes the entries of lists as paragraphs with a style that names their level. */
function listsFromWord(body) {
  let open = [];
  let previous = null;
  for (const paragraph of [...body.querySelectorAll("p, h1, h2, h3, h4, h5, h6")]) {
    const level = Number(LIST_STYLE.exec(styleOf(paragraph))?.[1] ?? 0);
    if (!level || paragraph.tagName !== "P") {
      if (!level) open = [];
      previous = null;
      continue;
    }
    if (previous && !follows(previous, paragraph)) open = [];
    const tag = isNumber(takeLabel(paragraph)) ? "ol" : "ul";
    open = open.slice(0, level);
    if (open.length === level && open.at(-1).tagName.toLowerCase() !== tag) open.pop();
    if (open.length < level) {
      const list = body.ownerDocument.createElement(tag);
      const parent = open.at(-1)?.lastElementChild;
      if (parent) parent.append(list);
      else paragraph.before(list);
      open.push(list);
    }
    const item = body.ownerDocument.createElement("li");
    open.at(-1).append(item);
    previous = { list: open[0] };
    item.append(rename(paragraph, "p"));
  }
}

/** Whether a paragraph comes straight behind a list. */
function follows({ list }, paragraph) {
  let node = list.nextSibling;
  while (node && node !== paragraph && node.nodeType !== Node.ELEMENT_NODE) node = node.nextSibling;
  return node === paragraph;
}

/** Takes away the bullet or number that Word writes into the words. */
function takeLabel(paragraph) {
  const labels = [...paragraph.querySelectorAll("[data-label], [data-style*='mso-list:Ignore'], [data-style*='mso-list: Ignore']")];
  const text = labels[0]?.textContent ?? "";
  labels.forEach((label) => label.remove());
  return text.trim();
}

const isNumber = (label) => /^\(?([0-9]{1,3}|[a-z]|[ivxlc]+)[.)]$/i.test(label);

/** Bold and italic by style, as Google Docs and LibreOffice write them; bold that is none is taken away. */
function stress(body) {
  for (const element of [...body.querySelectorAll("span, b, strong, i, em, font")]) {
    const style = styleOf(element);
    const isBold = /(?<![\w-])font-weight:\s*(bold|[6-9]00)/i.test(style);
    const isItalic = /(?<![\w-])font-style:\s*italic/i.test(style);
    if (/(?<![\w-])font-weight:\s*(normal|[1-4]00)/i.test(style) && element.matches("b, strong")) element.replaceWith(...element.childNodes);
    else if (element.matches("span, font") && (isBold || isItalic)) {
      const outer = body.ownerDocument.createElement(isBold ? "strong" : "em");
      const inner = isBold && isItalic ? body.ownerDocument.createElement("em") : outer;
      if (inner !== outer) outer.append(inner);
      inner.append(...element.childNodes);
      element.replaceWith(outer);
    }
  }
}

/** The highest heading becomes one of the third level, which is the first that a text can have. */
function levels(body) {
  const headings = [...body.querySelectorAll("h1, h2, h3, h4, h5, h6")];
  const top = Math.min(...headings.map((heading) => Number(heading.tagName[1])));
  for (const heading of headings) {
    if (!heading.textContent.trim()) heading.remove();
    else {
      const renamed = rename(heading, `h${Math.min(6, Number(heading.tagName[1]) - top + 3)}`);
      renamed.querySelectorAll("b, strong, a").forEach((part) => part.replaceWith(...part.childNodes));
    }
  }
}

/** The lines of a text as HTML elements: bullets become lists, and empty lines part paragraphs. */
export function fromText(text, document) {
  const body = document.createElement("div");
  const lines = text.replaceAll("\r\n", "\n").replaceAll("\r", "\n").split("\n");
  const hasEmptyLines = lines.some((line, index) => !line.trim() && index > 0 && index < lines.length - 1);
  let last = null;
  for (const line of lines) {
    const [, bullet, number, words] = /^\s*(?:([•·▪●◦‣∙*-])|(\d{1,3}[.)]))?\s*(.*)$/.exec(line);
    const tag = bullet && /^\s*\S\s/.test(line) ? "ul" : number && /^\s*\S+\s/.test(line) ? "ol" : "p";
    const content = tag === "p" ? line.trim() : words;
    if (!content) {
      last = null;
      continue;
    }
    if (tag !== "p") {
      if (last?.tagName.toLowerCase() !== tag) {
        last = document.createElement(tag);
        if (tag === "ol") last.start = Number.parseInt(number, 10);
        body.append(last);
      }
      const item = document.createElement("li");
      item.textContent = content;
      last.append(item);
    } else if (last?.tagName === "P" && hasEmptyLines) last.append(document.createElement("br"), content);
    else {
      last = document.createElement("p");
      last.textContent = content;
      body.append(last);
    }
  }
  return body;
}

/** The rows of a table as lines. */
export const linesOf = (cells) => cells.map((row) => row.filter(Boolean).join(", "));

function lineOf(text) {
  const paragraph = document.createElement("p");
  paragraph.dataset.row = "";
  paragraph.textContent = text;
  return paragraph;
}
