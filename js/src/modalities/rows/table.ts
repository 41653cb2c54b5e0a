// The attributions of all rows as a table.

import { saveTable } from "../../view/download";
import type { RowsScene } from "./scene";

export function saveValues({ figure }: RowsScene): void {
  const { names, rows, values, scores, labels, of } = figure;
  const d = names.length;
  const lines = rows.map((name, row) => [
    name,
    labels[of[row]],
    scores[row],
    ...values.subarray(row * d, row * d + d),
  ]);
  saveTable([["row", "label", "score", ...names], ...lines], `${rows.length} rows`);
}
