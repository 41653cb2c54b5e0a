// The nodes of a graph as a table.

import type { Cell } from "../../view/csv";
import { saveTable } from "../../view/download";
import type { GraphScene } from "./scene";

/** Name, attribution, standard error and part of F(x) − F(x′) of every node and edge. */
export function table({ figure, parts, noun }: GraphScene): Cell[][] {
  const change = figure.said.shares ? figure.score - figure.baseline_score : null;
  const rows = parts.list.map(({ name }, i) => [
    name,
    parts.final[i],
    parts.error ? parts.error[i] : "",
    change === null ? "" : parts.final[i] / change,
  ]);
  return [[noun, "attribution", "error", "share"], ...rows];
}

export function saveValues(scene: GraphScene): void {
  saveTable(table(scene), `${scene.figure.target.label} ${scene.noun}s`);
}
