// Which part is meant by a place in the drawing, and where arrow keys lead.

import type { GraphScene, Point } from "./scene";

const WAYS: Record<string, [number, number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** Farther than any place of a drawing. */
const FAR = 1e9;

/** The part at a place, or null; `within` is how far off may still be meant. */
export function partAt({ spots }: GraphScene, at: Point, within: number): number | null {
  const off = spots.map(({ x, y }) => Math.hypot(x - at.x, y - at.y));
  const best = smallest(off);
  return off[best] <= within ? best : null;
}

function smallest(all: number[]): number {
  return all.reduce((best, one, i) => (one < all[best] ? i : best), 0);
}

/** Where a key moves to; null lets go, undefined is a key that is not ours. */
export function moved(
  { spots }: GraphScene,
  from: number | null,
  { key, ctrlKey, metaKey, altKey }: KeyboardEvent,
): number | null | undefined {
  const way = WAYS[key];
  if (ctrlKey || metaKey || altKey || !(way || key === "Escape")) return undefined;
  if (!way || from === null) return way ? 0 : null;
  // The closest within 60 degrees of the arrow; sideways counts twice.
  const cost = spots.map(({ x, y }) => {
    const [right, down] = [x - spots[from].x, y - spots[from].y];
    const ahead = right * way[0] + down * way[1];
    const aside = Math.abs(right * way[1]) + Math.abs(down * way[0]);
    return ahead > 0 && aside < 1.7 * ahead ? ahead + 2 * aside : FAR;
  });
  const next = smallest(cost);
  return cost[next] < FAR ? next : from;
}
