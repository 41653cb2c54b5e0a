// Where lanes and points stand on the plane of all rows.

import type { RowsScene } from "./scene";

/** CSS pixels: a lane's height, which the list beside has too, and a point's size. */
export const LANE = 24;
export const POINT = 3;
/** Room for the points at both ends. */
const EDGE = 6;

/** The lowest and the highest attribution, and zero. */
export function reach(scene: RowsScene): { low: number; high: number } {
  let [low, high] = [0, 0];
  for (const { values } of scene.lanes) {
    for (const value of values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return { low, high };
}

/** Where along the width a value stands. */
export function placing(scene: RowsScene, width: number): (value: number) => number {
  const { low, high } = reach(scene);
  return (value) => EDGE + ((value - low) / (high - low || 1)) * (width - 2 * EDGE);
}
