// Files made in the page.

import { type Cell, csv } from "./csv";

export function saveTable(rows: readonly (readonly Cell[])[], name: string): void {
  // The mark at the beginning tells spreadsheets that the letters are UTF-8.
  save(new Blob(["\ufeff", csv(rows)], { type: "text/csv;charset=utf-8" }), name, "csv");
}

export function save(blob: Blob, name: string, ending: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = `${fileName(name)}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Letters and digits of any script, joined by hyphens; never empty. */
export function fileName(text: string): string {
  const words = text.normalize("NFKC").match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join("-").slice(0, 60) || "igviz";
}
