// How values become strengths, mirroring igviz/stills/paint/thresholds.py.

import type { Ranking } from "./ranking";

/** Two values between which strength grows from nothing to full. */
export interface Range {
  full: number;
  none: number;
}

export function massRange(ranking: Ranking, clipAbove: number, clipBelow = 0): Range {
  return {
    full: ranking.massThreshold(100 - clipAbove),
    none: ranking.massThreshold(100 - clipBelow),
  };
}

/** Map one sign of a map linearly onto 0..1 between two thresholds; the other sign gives 0. */
export function strengths(
  values: Float32Array,
  { full, none }: Range,
  sign: 1 | -1 = 1,
): Float32Array {
  const out = new Float32Array(values.length);
  if (full === 0) return out;
  const slope = full > none ? 1 / (full - none) : 0;
  for (let i = 0; i < values.length; i++) {
    const value = sign * values[i];
    // Both thresholds on one value: a step, the limit of the ever steeper line.
    if (value >= full) out[i] = 1;
    else if (value > none && value > 0) out[i] = (value - none) * slope;
  }
  return out;
}
