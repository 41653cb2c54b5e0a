// A graph's figure with its arrays decoded.

import type { Facts, SignedSteps } from "../../wire/facts";

export interface GraphFigure extends Facts {
  /** What one circle is called. */
  noun: string;
  /** What the circles are called, and the lines if these have attributions: the parts. */
  names: string[];
  /** x and y of each part. */
  places: number[];
  /** What stands in the circles. */
  labels: string[];
  /** Width and height of the drawing. */
  box: number[];
  radius: number;
  /** The strokes of each line. */
  paths: string[];
  /** The strongest features of each part: name, and what it adds. */
  told: string[][][];
  /** Attribution of the strongest features over the whole graph. */
  features: string[];
  totals: number[];
  about: number[];
  /** Signed attribution of each part. */
  values: Float32Array;
  error: Float32Array | null;
  steps: SignedSteps;
}
