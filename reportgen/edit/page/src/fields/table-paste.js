/** Reads the cells of a table that was copied in Excel, Word or a web page. */

const clean = (text) => text.replaceAll(/\s+/g, " ").trim();

/** The cells of a table element, with those that span several repeated as empty ones. */
export function cellsOf(table) {
  const rows = [...table.rows].map((row) =>
    [...row.cells].flatMap((cell) => [clean(cell.textContent), ...Array(Math.min(cell.colSpan - 1, 50)).fill("")]),
  );
  return rows.filter((row) => row.some(Boolean));
}

/** Lines parted by tabs, as spreadsheets copy them; null where there is one cell alone. */
export function cellsFromText(text) {
  const rows = text.replace(/\r?\n$/, "").split(/\r?\n/).map((line) => line.split("\t").map(clean));
  return rows.length > 1 || rows[0].length > 1 ? rows : null;
}

/** The cells on the clipboard, or null where it holds no table. */
export function cellsFromClipboard(clipboard) {
  const html = clipboard?.getData("text/html") ?? "";
  const table = html && new DOMParser().parseFromString(html, "text/html").querySelector("table");
  if (table) return cellsOf(table);
  const text = clipboard?.getData("text/plain") ?? "";
  return text.includes("\t") || text.trim().includes("\n") ? cellsFromText(text) : null;
}
