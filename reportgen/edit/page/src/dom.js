/** Makes elements. Nothing here reads HTML from a string, so that no value of a dataset can become markup. */

const SVG = "http://www.w3.org/2000/svg";

/** Shapes of 16 × 16, drawn as one line each. */
const ICONS = {
  add: "M8 3v10M3 8h10",
  chevron: "M4 6l4 4 4-4",
  bold: "M5 3h4a2.5 2.5 0 0 1 0 5H5zM5 8h5a2.5 2.5 0 0 1 0 5H5z",
  bullets: "M3 4h.01M3 8h.01M3 12h.01M6 4h8M6 8h8M6 12h8",
  close: "M4 4l8 8M12 4l-8 8",
  down: "M8 3v10M4 9l4 4 4-4",
  heading: "M4 3v10M12 3v10M4 8h8",
  italic: "M7 3h5M4 13h5M10 3L6 13",
  link: "M7 9a3 3 0 0 0 4.5 0l2-2A3.2 3.2 0 0 0 9 2.500l-1 1M9 7a3 3 0 0 0-4.500 0l-2 2A3.200 3.200 0 0 0 7 13.500l1-1",
  numbers: "M2.500 3h1v3M2 10h2l-2 3h2M7 4h7M7 8h7M7 12h7",
  quote: "M3 4v8M7 5h7M7 8h7M7 11h5",
  note: "M2 13 5.5 4 9 13M3.3 10h4.4M11.5 3.5 13 2.5v5",
  redo: "M10 3l3 3-3 3M13 6H6a3.500 3.500 0 0 0 0 7h2",
  remove: "M3 5h10M6 5V3h4v2M5 5l.5 8h5l.5-8",
  undo: "M6 3L3 6l3 3M3 6h7a3.500 3.500 0 0 1 0 7H8",
  up: "M8 13V3M4 7l4-4 4 4",
};

let lastId = 0;

/** An id that no other element of the page has. */
export function newId(prefix) {
  lastId += 1;
  return `${prefix}-${lastId}`;
}

/**
 * An element with attributes, listeners (`onclick: f`) and children; what is null or false is left out.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string | null | false | undefined)} children
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value") element.value = value;
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child || child === 0));
  return element;
}

/** A drawing that says nothing by itself. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** A button with words, or with an icon whose meaning only its name says. */
export function button(label, onclick, { icon: shape = "", quiet = false, ...attributes } = {}) {
  const classes = [shape && quiet ? "icon-button" : "button", attributes.class ?? ""].join(" ").trim();
  const content = shape && quiet ? [icon(shape)] : [shape && icon(shape), h("span", {}, label)];
  const names = shape && quiet ? { "aria-label": label, title: label } : {};
  return h("button", { type: "button", ...names, ...attributes, class: classes, onclick }, ...content);
}

/** Gives an element these children in this order, moving as few as it can, so that focus and frames stay. */
export function setChildren(element, children) {
  children.forEach((child, index) => {
    if (element.children[index] !== child) element.insertBefore(child, element.children[index] ?? null);
  });
  while (element.children.length > children.length) element.lastElementChild.remove();
}

/** Words in backticks, as messages and helps have them, are set apart. */
export function withCode(text) {
  return String(text ?? "")
    .split(/(`[^`]*`)/)
    .filter(Boolean)
    .map((part) => (part.length > 1 && part.startsWith("`") && part.endsWith("`") ? h("code", {}, part.slice(1, -1)) : document.createTextNode(part)));
}
