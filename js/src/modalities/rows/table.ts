// All rows as a table.

import type { Cell } from "../../view/csv";
import { saveTable } from "../../view/download";
import type { RowsScene } from "./scene";

const HEAD = ["row", "label", "score", "baseline score", "error"];

/**
 * A line for each row: its name, label, both scores and the relative error of its attributions, empty
 * where unknown; then the attribution of every feature, its values and its baselines.
 */
export function table(scene: RowsScene): Cell[][] {
  const { names, rows, labels, of, values, scores, baselineScores, errors } = scene.figure;
  const d = names.length;
  const features = names.map((_, feature) => feature);
  const ends = ["value", "baseline"].flatMap((end) => names.map((name) => `${name} (${end})`));
  const lines = rows.map((name, row) => [
    name,
    labels[of[row]],
    scores[row],
    baselineScores[row],
    errors[row] < 0 ? "" : errors[row],
    ...values.subarray(row * d, row * d + d),
    ...features.map((feature) => scene.cell(row, feature) ?? ""),
    ...features.map((feature) => scene.start(row, feature) ?? ""),
  ]);
  return [[...HEAD, ...names, ...ends], ...lines];
}

export function saveValues(scene: RowsScene): void {
  saveTable(table(scene), `${scene.figure.rows.length} rows`);
}
