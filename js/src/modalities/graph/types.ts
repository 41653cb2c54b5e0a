// A graph's figure with its arrays decoded.

import type { Facts, SignedSteps } from "../../wire/facts";

export interface GraphFigure extends Facts {
  /** What one circle is called. */
  noun: string;
  /** What the circles are called, and the lines if these have attributions. */
  names: string[];
  /** What stands in the circles. */
  labels: string[];
  /** x and y of each circle. */
  places: number[];
  /** Of the circles. */
  radius: number;
  /** The two circles that each line joins, and the order of the bond. */
  lines: number[][];
  features: string[];
  /** Attribution of each feature over the whole graph. */
  totals: number[];
  /** The strongest features of each part: number, input, baseline, attribution. */
  parts: Float32Array;
  about: number[];
  /** Signed attribution of each part: the circles, and the lines if these have any. */
  values: Float32Array;
  error: Float32Array | null;
  steps: SignedSteps;
}
