/** Edits of a dataset's values: applied here at once, while the server writes them into the file. */

import { copy, valueAt } from "./paths.js";
import { countOf, findEntry, findPlace, listsOnTheWay, saySame, sense } from "./places.js";

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
 * An edit with what is needed to make it again in values that somebody else has changed: what stood at its place before and
 * after, and the lists on the way as they were before. Changes the values.
 */
export function applied(values, edit) {
  const isOfList = edit.op === "insert" || edit.op === "move";
  const base = copy(valueAt(values, edit.at));
  const lists = listsOnTheWay(values, edit.at);
  apply(values, edit);
  return { ...edit, base: isOfList ? (base ?? []) : base, result: copy(valueAt(values, edit.at)), lists };
}

/** What the server is told of an edit. */
export function request({ base, result, lists, ...edit }) {
  return edit;
}

const DONE = { isDone: true };
const again = (edit) => ({ edit });

/** What could not be made again: what it was, and what stands at its place now, if that was found. */
function clash(record, values, at = null) {
  const mine = record.op === "remove" ? undefined : record.value;
  return { clash: { record, at, mine, theirs: at ? copy(valueAt(values, at)) : undefined, lists: at ? listsOnTheWay(values, at) : null } };
}

/** The lists on the way as they were after an edit. */
function listsAfter({ op, at, value, lists }) {
  const depth = lists.findIndex(Boolean);
  if (depth < 0) return lists;
  const values = { list: copy(lists[depth]) };
  const inside = ["list", ...at.slice(depth)];
  apply(values, { op, at: inside, value });
  return [...Array(depth - 1).fill(null), ...listsOnTheWay(values, inside)];
}

/** A value is set again where nobody has touched the old one. */
function setAgain(values, record, found) {
  const { op, value, base, result } = record;
  const place = found?.at ? found : (findPlace(values, record.at, listsAfter(record)) ?? found); // it may be there already
  if (!place || place.isGone) return clash(record, values);
  const theirs = valueAt(values, place.at);
  if (saySame(theirs, base)) return again({ op, at: place.at, value });
  return saySame(theirs, result) ? DONE : clash(record, values, place.at);
}

function removeAgain(values, record, place) {
  if (place?.isGone) return DONE;
  if (!place) return clash(record, values);
  const theirs = valueAt(values, place.at);
  if (saySame(theirs, record.base)) return typeof record.at.at(-1) === "string" && theirs === undefined ? DONE : again({ op: "remove", at: place.at });
  return theirs === undefined ? DONE : clash(record, values, place.at);
}

/** Where in a list something belongs that stood between two of its entries; they are looked for by what they say. */
function placeBetween(before, after, left, right) {
  const find = (index) => (index >= 0 && index < before.length ? (findEntry(before, after, index)?.index ?? null) : null);
  const [leftPlace, rightPlace] = [find(left), find(right)];
  if (leftPlace !== null) return leftPlace + 1;
  if (rightPlace !== null) return rightPlace;
  return left < 0 ? 0 : after.length;
}

function insertAgain(values, record, place) {
  const { op, base, index, value } = record;
  if (!place || place.isGone) return clash(record, values);
  const theirs = valueAt(values, place.at);
  if (isBlank(theirs)) return again({ op: "set", at: place.at, value: [value] });
  if (!Array.isArray(theirs)) return clash(record, values, place.at);
  const key = sense(value);
  if (countOf(theirs, key) > countOf(base, key)) return DONE;
  return again({ op, at: place.at, index: placeBetween(base, theirs, index - 1, index), value });
}

function moveAgain(values, record, place) {
  const { op, base, result, from, to } = record;
  const theirs = place?.at ? valueAt(values, place.at) : null;
  if (!Array.isArray(theirs)) return clash(record, values);
  if (saySame(theirs, result)) return DONE;
  const found = findEntry(base, theirs, from);
  if (!found || found.isGone) return clash(record, values);
  const rest = base.filter((_, index) => index !== from);
  const others = theirs.filter((_, index) => index !== found.index);
  return again({ op, at: place.at, from: found.index, to: placeBetween(rest, others, to - 1, to) });
}

const AGAIN = { set: setAgain, remove: removeAgain, insert: insertAgain, move: moveAgain };

/**
 * Makes edits again in values that somebody else has changed meanwhile: those that find the place and the value they were made
 * for go on, those that are there already fall away, and the others clash.
 */
export function rebase(values, groups) {
  const kept = [];
  const clashes = [];
  for (const group of groups) {
    const edits = [];
    for (const record of group.edits) {
      const outcome = AGAIN[record.op](values, record, findPlace(values, record.at, record.lists));
      if (outcome.edit) edits.push(applied(values, outcome.edit));
      else if (outcome.clash) clashes.push(outcome.clash);
    }
    if (edits.length) kept.push({ ...group, edits });
  }
  return { kept, clashes };
}

/** The edit that has one's own way in a clash, now; null where its place is gone. @returns {Edit | null} */
export function insist(values, { record, at, lists }) {
  const place = at && findPlace(values, at, lists);
  if (!place?.at) return null;
  if (record.op === "remove") return { op: "remove", at: place.at };
  return record.op === "set" ? { op: "set", at: place.at, value: record.value ?? "" } : null;
}
