// The values of an array as a table.

import type { Cell } from "../../view/csv";
import { saveTable } from "../../view/download";
import type { ArrayScene } from "./scene";

/** Position, value, attribution and standard error of every value, in C order. */
export function table({ figure, grid }: ArrayScene): Cell[][] {
  const { inputs, values, error, shape } = figure;
  const rows = Array.from(values, (value, i) => [
    ...grid.position(i),
    inputs[i],
    value,
    error ? error[i] : "",
  ]);
  return [[...shape.map((_, axis) => `axis ${axis}`), "value", "attribution", "error"], ...rows];
}

export function saveValues(scene: ArrayScene): void {
  saveTable(table(scene), `${scene.figure.target.label} values`);
}
