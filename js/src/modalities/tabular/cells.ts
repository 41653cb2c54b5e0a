// Cells of a table as people read them, mirroring igviz/modalities/tabular/cells.py.

import { number } from "../../view/format";

/** A number, a word, or nothing where there is no value or none is known. */
export type Cell = number | string | null;

export const written = (cell: Cell | undefined): string =>
  typeof cell === "string" ? cell : number(cell);

/** From one cell to another: 0 → 39; only the second where nothing is known of the first. */
export function way(baseline: Cell, inputs: Cell): string {
  const end = inputs === null ? "missing" : written(inputs);
  const same = typeof inputs === "string" && baseline === inputs;
  return baseline === null || same ? end : `${written(baseline)} → ${end}`;
}

export const isCell = (value: unknown): value is Cell =>
  value === null || typeof value === "string" || typeof value === "number";
