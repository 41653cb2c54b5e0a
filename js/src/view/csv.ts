// A table as spreadsheets and data frames read it.

export type Cell = string | number;

/** Rows as RFC 4180 has them. */
export function csv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

function field(value: Cell): string {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  // A spreadsheet would compute what begins like a formula; a mark before it keeps it text.
  const text = /^[=+\-@\t\r]./s.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
