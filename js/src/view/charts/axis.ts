// Where values stand in a chart.

/** Coordinates run from 0 to this in both directions; the drawing stretches to its box. */
export const UNIT = 1000;
export const BOX = `0 0 ${UNIT} ${UNIT}`;

export interface Axis {
  low: number;
  high: number;
  /** Height of a value from the bottom, 0..1. */
  at(value: number): number;
}

export function axis(values: number[], room = 0.08): Axis {
  const known = values.filter(Number.isFinite);
  let low = Math.min(...known);
  let high = Math.max(...known);
  if (known.length === 0) [low, high] = [0, 1];
  const span = high - low;
  const pad = span > 0 ? room * span : Math.abs(high) || 1;
  return {
    low,
    high,
    at: (value) => (value - (low - pad)) / (span + 2 * pad),
  };
}

/** The points of a line over α, as SVG has them. */
export function line(
  axis: Axis,
  points: readonly (readonly [alpha: number, value: number])[],
): string {
  return points
    .map(([alpha, value]) => `${(alpha * UNIT).toFixed(1)},${depth(axis, value).toFixed(1)}`)
    .join(" ");
}

/** How far down the drawing a value stands. */
export const depth = (axis: Axis, value: number): number => (1 - axis.at(value)) * UNIT;
