// The figure of a row of a table with its arrays decoded.

import type { Facts, SignedSteps } from "../../wire/facts";

export interface RowFigure extends Facts {
  names: string[];
  /** What each feature is in the input and in the baseline. */
  inputs: number[];
  baseline: number[];
  /** Signed attribution of each feature. */
  values: Float32Array;
  error: Float32Array | null;
  steps: SignedSteps;
}
