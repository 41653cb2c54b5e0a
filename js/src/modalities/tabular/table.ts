// The features of a row as a table.

import type { Cell } from "../../view/csv";
import { saveTable } from "../../view/download";
import type { RowScene } from "./scene";

/**
 * Name, both ends of the path, attribution, standard error and part of F(x) − F(x′) of every feature,
 * in the order of the row. No parts where the view shows none.
 */
export function table({ figure }: RowScene): Cell[][] {
  const { names, inputs, baseline, values, error, spread } = figure;
  const change = figure.said.shares ? figure.score - figure.baseline_score : null;
  const rows = names.map((name, i) => [
    name,
    inputs[i] ?? "",
    baseline[i] ?? "",
    values[i],
    error ? error[i] : "",
    change === null ? "" : values[i] / change,
  ]);
  const head = ["feature", "value", "baseline", "attribution", "error", "share"];
  if (!spread) return [head, ...rows];
  return [[...head, "spread"], ...rows.map((row, i) => [...row, spread[i]])];
}

export function saveValues(scene: RowScene): void {
  saveTable(table(scene), `${scene.figure.target.label} features`);
}
