// Which part is meant by a place in the drawing, and where arrow keys lead.

import type { GraphScene, Point } from "./scene";

const WAYS: Record<string, Point> = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowDown: { x: 0, y: 1 },
  ArrowUp: { x: 0, y: -1 },
};

/** The circle or line at a place, or null; `within` is how far off may still be meant. */
export function partAt(scene: GraphScene, at: Point, within: number): number | null {
  const { places, figure, circles, parts } = scene;
  const near = places.map(({ x, y }) => Math.hypot(x - at.x, y - at.y));
  const circle = smallest(near);
  if (near[circle] <= Math.max(figure.radius, within)) return circle;
  if (parts.list.length === circles) return null;
  const off = figure.lines.map(([from, to]) => distance(places[from], places[to], at));
  const line = smallest(off);
  return off[line] <= within ? circles + line : null;
}

const smallest = (all: number[]): number =>
  all.reduce((best, one, i) => (one < all[best] ? i : best), 0);

function distance(from: Point, to: Point, at: Point): number {
  const [x, y] = [to.x - from.x, to.y - from.y];
  const along = ((at.x - from.x) * x + (at.y - from.y) * y) / (x * x + y * y || 1);
  const share = Math.max(0, Math.min(1, along));
  return Math.hypot(from.x + share * x - at.x, from.y + share * y - at.y);
}

/** Where a key moves to; null lets go, undefined is a key that is not ours. */
export function moved(
  scene: GraphScene,
  from: number | null,
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">,
): number | null | undefined {
  const { places, circles } = scene;
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (event.key === "Escape") return from === null ? undefined : null;
  if (event.key === "Home") return 0;
  if (event.key === "End") return circles - 1;
  const way = WAYS[event.key];
  if (!way) return undefined;
  const here = from === null ? undefined : places[from];
  if (!here) return 0;
  // The closest within half a right angle of the arrow; sideways counts twice.
  const cost = places.map(({ x, y }, i) => {
    const ahead = (x - here.x) * way.x + (y - here.y) * way.y;
    const aside = Math.abs((x - here.x) * way.y) + Math.abs((y - here.y) * way.x);
    return i === from || ahead <= 0 || aside > 2 * ahead
      ? Number.POSITIVE_INFINITY
      : ahead + 2 * aside;
  });
  const next = smallest(cost);
  return Number.isFinite(cost[next]) ? next : from;
}
