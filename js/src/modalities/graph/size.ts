// The strokes of lines, mirroring igviz/modalities/graph/size.py.

import { DIRECTED } from "../../generated/limits";

export interface Point {
  x: number;
  y: number;
}

/** One line as a path of SVG: two or three strokes of a bond, or a tip where it leads one way. */
export function strokes(from: Point, to: Point, order: number, size: number): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [x, y] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const shifts = order === 2 ? [-1, 1] : order === 3 ? [-1.6, 0, 1.6] : [0];
  const shifted = ({ x: a, y: b }: Point, by: number) =>
    `${round(a - by * 0.22 * size * y)} ${round(b + by * 0.22 * size * x)}`;
  const each = shifts.map((by) => `M${shifted(from, by)}L${shifted(to, by)}`).join("");
  if (order !== DIRECTED) return each;
  const foot = { x: to.x - 1.7 * size * x, y: to.y - 1.7 * size * y };
  const tip = `${round(to.x - size * x)} ${round(to.y - size * y)}`;
  return `${each}M${shifted(foot, 1.6)}L${tip}L${shifted(foot, -1.6)}`;
}

/** Places in the drawing are written in thousandths of its longer side. */
export const UNIT = 1000;
export const round = (at: number): number => Math.round(at * UNIT * 10) / 10;
