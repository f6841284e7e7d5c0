/** Finds an entry of a list again after somebody else has changed the list: by what it says, not by its number. */

import { valueAt } from "./paths.js";

/** A value without what the file may write in another way: blank keys, blank lines, and how lines are broken. */
function normal(value) {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value !== "object") return String(value).replaceAll(/\s+/g, " ").trim();
  const pairs = Object.keys(value).sort().map((key) => [key, normal(value[key])]);
  const filled = pairs.filter(([, part]) => part !== "");
  return filled.length ? Object.fromEntries(filled) : "";
}

/** What two values share that say the same. */
export const sense = (value) => JSON.stringify(normal(value));

/** Whether two values say the same, however the file writes them. */
export const saySame = (one, other) => sense(one) === sense(other);

export const countOf = (list, key) => list.filter((entry) => sense(entry) === key).length;

/** For each entry of a list, the number of the same entry in a later one, or undefined. What is there twice counts by its order. */
function partners(before, after) {
  const [olds, news] = [before.map(sense), after.map(sense)];
  const places = new Map();
  news.forEach((key, index) => places.set(key, [...(places.get(key) ?? []), index]));
  const isClear = (key) => places.has(key) && places.get(key).length === olds.filter((old) => old === key).length;
  const seen = new Map();
  return olds.map((key) => {
    if (!isClear(key)) return undefined;
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    return places.get(key)[nth];
  });
}

/** What entries are called by, in the order in which they are asked. */
const NAMES = ["title", "name", "label", "id", "kind", "department", "file"];

/** Whether an entry that was changed is still that which it was: it has its name, or something else that it said. */
function isStill(before, now) {
  if (!before || !now || typeof before !== "object" || typeof now !== "object") return true; // the value itself is compared later
  const keys = Object.keys(before).filter((key) => normal(before[key]) !== "");
  const name = NAMES.find((key) => keys.includes(key));
  const kept = keys.filter((key) => saySame(before[key], now[key]));
  return !keys.length || kept.includes(name) || (kept.length > 0 && kept.length * 2 >= keys.length);
}

/**
 * @typedef {{index: number, isSame: boolean} | {isGone: true} | null} Found
 * Where an entry is now, and whether it says the same as before; that it is gone; null where nobody can tell.
 */

/** @returns {Found} */
export function findEntry(before, after, index) {
  const pairs = partners(before, after);
  if (pairs[index] !== undefined) return { index: pairs[index], isSame: true };
  const taken = new Set(pairs);
  let first = index;
  while (first > 0 && pairs[first - 1] === undefined) first -= 1;
  let last = index;
  while (last + 1 < before.length && pairs[last + 1] === undefined) last += 1;
  const start = first ? pairs[first - 1] + 1 : 0;
  const end = last + 1 < before.length ? pairs[last + 1] : after.length;
  const others = [];
  for (let place = start; place < end; place += 1) if (!taken.has(place)) others.push(place);
  if (!others.length && start <= end) return { isGone: true };
  const isTheOnly = others.length === 1 && first === last;
  return isTheOnly && isStill(before[index], after[others[0]]) ? { index: others[0], isSame: false } : null;
}

/** Each list on the way to a place, as it is now. */
export const listsOnTheWay = (values, at) =>
  at.map((key, depth) => {
    const list = typeof key === "number" ? valueAt(values, at.slice(0, depth)) : null;
    return Array.isArray(list) ? structuredClone(list) : null;
  });

/** A cell is found by its number, for the cells of a row belong to columns; but not where the row has got others. */
const findCell = (before, after, index) => (before.length === after.length ? { index, isSame: saySame(before[index], after[index]) } : null);

/**
 * The path at which stands what stood at another, as long as the lists on the way were these.
 * @returns {{at: (string | number)[], isSame: boolean} | {isGone: true} | null}
 */
export function findPlace(values, at, lists) {
  const place = [];
  let isSame = true;
  for (const [depth, key] of at.entries()) {
    if (typeof key === "number" && lists?.[depth]) {
      const now = valueAt(values, place);
      if (!Array.isArray(now)) return null;
      const find = typeof at[depth - 1] === "number" ? findCell : findEntry;
      const found = key < lists[depth].length ? find(lists[depth], now, key) : null;
      if (!found || found.isGone) return found;
      isSame = found.isSame;
      place.push(found.index);
    } else place.push(key);
  }
  return { at: place, isSame };
}
