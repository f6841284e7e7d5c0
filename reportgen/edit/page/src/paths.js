/** Paths of values in a dataset, such as `["membership", "members", 0]`, and what stands at them. */

/** @typedef {(string | number)[]} At */

/** `membership.members.0`, as the report writes it into `data-at`. */
export const dotted = (at) => at.join(".");

/** The path that `dotted` wrote. */
export const undotted = (text) => text.split(".").map((key) => (/^\d+$/.test(key) ? Number(key) : key));

export const startsWith = (at, start) => start.every((key, index) => String(at[index]) === String(key));

/** Compares plain values. */
export function equal(one, other) {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

export function copy(value) {
  return value === undefined ? undefined : structuredClone(value);
}

/** The value at a path, or undefined. */
export function valueAt(values, at) {
  return at.reduce((value, key) => (value && typeof value === "object" ? value[key] : undefined), values);
}

/** The path of the first difference between two values, or null. */
export function firstDifference(one, other, at = []) {
  if (equal(one, other)) return null;
  const areBoth = one && other && typeof one === "object" && typeof other === "object";
  if (!areBoth || Array.isArray(one) !== Array.isArray(other)) return at;
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const difference = firstDifference(one[key], other[key], [...at, Array.isArray(one) ? Number(key) : key]);
    if (difference) return difference;
  }
  return at;
}
