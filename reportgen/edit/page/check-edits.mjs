/** Makes edits again in lists that somebody else has changed: cases first, then thousands of random ones with a fixed seed. */

import { applied, rebase } from "./src/edits.js";

const MEMBERS = ["membership", "members"];
const list = (...names) => ({ membership: { members: names.map((entry) => (typeof entry === "string" ? { name: entry } : entry)) } });
const BEFORE = list("Bradford", "Hull", "Leeds");
const set = (index, key, value) => ({ op: "set", at: [...MEMBERS, index, key], value });
const remove = (index) => ({ op: "remove", at: [...MEMBERS, index] });
const insert = (index, value) => ({ op: "insert", at: MEMBERS, index, value });
const move = (from, to) => ({ op: "move", at: MEMBERS, from, to });

/** What was done here, what stands in the file now, and what is to stand there in the end (null where it is asked about). */
const CASES = [
  ["an entry above", set(1, "note", "x"), list("Aberdeen", "Bradford", "Hull", "Leeds"), list("Aberdeen", "Bradford", { name: "Hull", note: "x" }, "Leeds")],
  ["removed below another", remove(1), list("Aberdeen", "Bradford", "Hull", "Leeds"), list("Aberdeen", "Bradford", "Leeds")],
  ["removed, and another removed", remove(1), list("Hull", "Leeds"), list("Leeds")],
  ["removed by both", remove(1), list("Bradford", "Leeds"), list("Bradford", "Leeds")],
  ["removed, but changed", remove(1), list("Bradford", { name: "Hull", role: "r" }, "Leeds"), null],
  ["put behind an entry that has moved", insert(2, { name: "Luton" }), list("Aberdeen", "Bradford", "Hull", "Leeds"), list("Aberdeen", "Bradford", "Hull", "Luton", "Leeds")],
  ["put where it is already", insert(1, {}), list("Bradford", "", "Hull", "Leeds"), list("Bradford", "", "Hull", "Leeds")],
  ["moved below another", move(2, 1), list("Aberdeen", "Bradford", "Hull", "Leeds"), list("Aberdeen", "Bradford", "Leeds", "Hull")],
  ["moved, but gone", move(2, 1), list("Bradford", "Hull"), null],
  ["another at its place", set(1, "note", "x"), list("Bradford", "Plymouth", "Leeds"), null],
  ["another key changed", set(1, "note", "x"), list("Bradford", { name: "Hull", role: "r" }, "Leeds"), list("Bradford", { name: "Hull", role: "r", note: "x" }, "Leeds")],
  ["the same key changed", set(1, "name", "Kingston"), list("Bradford", "Hull upon Humber", "Leeds"), null],
  ["there already", set(1, "name", "Kingston"), list("Bradford", "Kingston", "Leeds"), list("Bradford", "Kingston", "Leeds")],
  ["its entry gone", set(1, "note", "x"), list("Bradford", "Leeds"), null],
];

const faults = [];
const filled = (values) => JSON.stringify(values.membership.members.map((entry) => (entry?.name === "" ? "" : entry)));

function made(edits, theirs) {
  const mine = structuredClone(BEFORE);
  const groups = edits.map((edit) => ({ edits: [applied(mine, edit)], merge: "" }));
  const values = structuredClone(theirs);
  return { values, mine, clashes: rebase(values, groups).clashes };
}

for (const [name, edit, theirs, expected] of CASES) {
  const { values, clashes } = made([edit], theirs);
  const isRight = expected ? !clashes.length && filled(values) === filled(expected) : clashes.length === 1 && filled(values) === filled(theirs);
  if (!isRight) faults.push([name, filled(values), clashes.length]);
}

let seed = 7;
const below = (limit) => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor((seed / 2147483648) * limit);
};
let fresh = 0;
const anyEdit = (length) => {
  fresh += 1;
  const kinds = [() => insert(below(length + 1), { name: `New ${fresh}` })];
  if (length) kinds.push(() => set(below(length), "note", `note ${fresh}`), () => remove(below(length)), () => move(below(length), below(length)));
  return kinds[below(kinds.length)]();
};

/** Some edits for a list, one after the other, and what becomes of it. */
function someEdits() {
  const values = structuredClone(BEFORE);
  const edits = Array.from({ length: 1 + below(3) }, () => {
    const edit = anyEdit(values.membership?.members?.length ?? 0);
    applied(values, edit);
    return edit;
  });
  return { edits, values };
}

const notes = (values) => (values.membership?.members ?? []).filter((entry) => entry.note).map((entry) => `${entry.name}: ${entry.note}`);
const names = (values) => (values.membership?.members ?? []).map((entry) => entry.name);

for (let index = 0; index < 3000; index += 1) {
  const [mine, theirs] = [someEdits(), someEdits()];
  if (!names(theirs.values).length) continue;
  const { values, clashes } = made(mine.edits, theirs.values);
  const told = JSON.stringify([index, mine.edits, theirs.edits, names(values), notes(values)]);
  const removedHere = names(BEFORE).filter((name) => !names(mine.values).includes(name));
  const all = names(values);
  const isMoved = new Set(notes(values)).size !== notes(values).length || notes(values).some((note) => ![...notes(mine.values), ...notes(theirs.values), ...notes(made(mine.edits, BEFORE).values)].includes(note));
  if (new Set(all).size !== all.length) faults.push(["twice", told]);
  if (isMoved) faults.push(["a note at another entry", told]);
  for (const name of names(theirs.values)) if (!all.includes(name) && !removedHere.includes(name)) faults.push(["lost", name, told]);
  for (const name of names(mine.values)) if (/^New/.test(name) && !all.includes(name) && !clashes.length) faults.push(["mine lost", name, told]);
}
for (const fault of faults.slice(0, 10)) console.log(...fault);
process.exitCode = faults.length ? 1 : 0;
