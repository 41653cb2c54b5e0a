// A series in columns, of which each says what lies in it: igviz/modalities/series/columns.py draws
// the same.

import { MOST_COLUMNS } from "../../generated/limits";
import { axis } from "../../view/charts/axis";

/** Height of a drawing, which intervals to its box; its width is the number of columns. */
export const HEIGHT = 100;
/** So many strengths of either sign are told apart. */
const LEVELS = 12;

/** One channel at the start and at the end of the path. */
export type Way = readonly [baseline: Float32Array, inputs: Float32Array];

/** The first step of each column, and the end of the last. */
export function edgesOf(steps: number, most = MOST_COLUMNS): number[] {
  const count = Math.min(steps, most);
  return Array.from({ length: count + 1 }, (_, k) => Math.floor((k * steps) / count));
}

/** What the steps of each column add up to, from one place of a list of values on. */
export function columnsOf(values: Float32Array, from: number, edges: readonly number[]) {
  const sums = new Float32Array(edges.length - 1);
  for (let k = 0; k < sums.length; k++) {
    for (let i = edges[k]; i < edges[k + 1]; i++) sums[k] += values[from + i];
  }
  return sums;
}

/** The least and the largest of a channel at both ends of the path. */
export function reachOf(way: Way): [low: number, high: number] {
  const over = (pick: (a: number, b: number) => number) =>
    pick(...(way.map((list) => list.reduce((a, b) => pick(a, b))) as [number, number]));
  return [over(Math.min), over(Math.max)];
}

/** The line of a channel at α: where a column holds several steps, from the least to the most. */
export function line(
  [baseline, inputs]: Way,
  alpha: number,
  edges: readonly number[],
  reach: [number, number],
): string {
  const scale = axis(reach);
  let points = "";
  for (let k = 0; k + 1 < edges.length; k++) {
    let [low, high] = [1 / 0, -1 / 0];
    for (let i = edges[k]; i < edges[k + 1]; i++) {
      const value = baseline[i] + alpha * (inputs[i] - baseline[i]);
      if (value < low) low = value;
      if (value > high) high = value;
    }
    for (const value of low < high ? [low, high] : [low]) {
      points += `${k + 0.5},${(HEIGHT * (1 - scale.at(value))).toFixed(1)} `;
    }
  }
  return points;
}

/** What columns add up to, as a path for each sign and strength; `full` is at full strength. */
export function bands(sums: Float32Array, full: number): Map<number, string> {
  const paths = new Map<number, string>();
  const level = (at: number) => Math.round((LEVELS * sums[at]) / (full || 1)) / LEVELS;
  for (let start = 0, end = 0; start < sums.length; start = end) {
    const share = level(start);
    while (end < sums.length && level(end) === share) end++;
    const box = `M${start} 0h${end - start}v${HEIGHT}H${start}z`;
    if (share) paths.set(share, (paths.get(share) ?? "") + box);
  }
  return paths;
}
