// A series as a table.

import type { Cell } from "../../view/csv";
import { saveTable } from "../../view/download";
import type { SeriesScene } from "./scene";
import { moment } from "./times";

/** Channel, step, time, both ends of the path, attribution and standard error of every value. */
export function table({ figure }: SeriesScene): Cell[][] {
  const { channels, length, inputs, baseline, values, error } = figure;
  const rows = Array.from(values, (value, i): Cell[] => {
    const step = i % length;
    const place = [channels[Math.floor(i / length)], step, moment(figure, step)];
    return [...place, inputs[i], baseline[i], value, error ? error[i] : ""];
  });
  return [["channel", "step", "time", "value", "baseline", "attribution", "error"], ...rows];
}

export function saveValues(scene: SeriesScene): void {
  saveTable(table(scene), `${scene.figure.target.label} series`);
}
