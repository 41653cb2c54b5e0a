// The figure of an array with its arrays decoded.

import type { Facts, SignedSteps } from "../../wire/facts";

export interface ArrayFigure extends Facts {
  shape: number[];
  inputs: Float32Array;
  /** Signed attribution of each value. */
  values: Float32Array;
  error: Float32Array | null;
  steps: SignedSteps;
}
