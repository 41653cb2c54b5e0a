// The values of a text as a table.

import type { Cell } from "../../view/csv";
import { saveTable } from "../../view/download";
import type { TextScene } from "./scene";
import { nounOf } from "./sentences";

/**
 * Text, value, standard error, part of F(x) − F(x′) and kind of every unit, as the text has them. No
 * parts where the view shows none.
 */
export function table(scene: TextScene, words: boolean): Cell[][] {
  const { list, final, error } = scene.units(words);
  const { figure } = scene;
  const change = figure.said.shares ? figure.score - figure.baseline_score : null;
  const rows = list.map(({ text, special }, i) => [
    text,
    final[i],
    error ? error[i] : "",
    change === null ? "" : final[i] / change,
    special ? "special" : "",
  ]);
  return [[nounOf({ words }), "value", "error", "share", "kind"], ...rows];
}

export function saveValues(scene: TextScene, words: boolean): void {
  saveTable(table(scene, words), `${scene.figure.target.label} ${nounOf({ words })}s`);
}
