/** Edits of a dataset's values: applied here at once, while the server writes them into the file. */

import { copy, valueAt } from "./paths.js";

/**
 * @typedef {{op: "set", at: (string|number)[], value: any} | {op: "remove", at: (string|number)[]}
 *   | {op: "insert", at: (string|number)[], index: number, value: any}
 *   | {op: "move", at: (string|number)[], from: number, to: number}} Edit
 */

export const isBlank = (value) => value === "" || value === null || value === undefined;

/** The container at a path, made where it is missing. */
function containerAt(values, at, isList) {
  let container = values;
  at.forEach((key, index) => {
    const wantsList = index + 1 < at.length ? typeof at[index + 1] === "number" : isList;
    if (!container[key] || typeof container[key] !== "object") container[key] = wantsList ? [] : {};
    container = container[key];
  });
  return container;
}

/** Takes away a key, and the mappings around it that are empty without it. */
function removeKey(values, at) {
  const container = valueAt(values, at.slice(0, -1));
  const key = at.at(-1);
  if (!container || typeof container !== "object") return;
  if (Array.isArray(container)) container.splice(key, 1);
  else delete container[key];
  if (at.length > 1 && Object.keys(container).length === 0 && typeof at.at(-2) === "string") {
    removeKey(values, at.slice(0, -1));
  }
}

/** Applies an edit to the values, which it changes. @param {Edit} edit */
export function apply(values, edit) {
  if (edit.op === "remove") removeKey(values, edit.at);
  else if (edit.op === "set") {
    const key = edit.at.at(-1);
    if (isBlank(edit.value) && typeof key === "string") removeKey(values, edit.at);
    else containerAt(values, edit.at.slice(0, -1), typeof key === "number")[key] = copy(edit.value);
  } else {
    const list = containerAt(values, edit.at, true);
    if (edit.op === "insert") list.splice(edit.index, 0, copy(edit.value));
    else list.splice(edit.to, 0, ...list.splice(edit.from, 1));
  }
}

/**
 * Applies edits to values that somebody else has changed meanwhile: those that meet the value they were made for go on, those
 * that are there already fall away, and the others clash.
 */
export function rebase(values, groups) {
  const kept = [];
  const clashes = [];
  for (const group of groups) {
    const edits = [];
    for (const edit of group.edits) {
      const theirs = valueAt(values, edit.at);
      const same = (one, other) => JSON.stringify(one ?? "") === JSON.stringify(other ?? "");
      if (same(theirs, edit.base)) {
        apply(values, edit);
        edits.push(edit);
      } else if (!same(theirs, edit.result)) {
        clashes.push({ at: edit.at, mine: edit.result, theirs });
      }
    }
    if (edits.length) kept.push({ ...group, edits });
  }
  return { kept, clashes };
}

/** An edit with what stood there before and what stands there after it; changes the values. */
export function applied(values, edit) {
  const base = copy(valueAt(values, edit.at));
  apply(values, edit);
  return { ...edit, base, result: copy(valueAt(values, edit.at)) };
}
