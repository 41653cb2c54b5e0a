// The figure of a row of a table with its arrays decoded.

import type { Facts, SignedSteps } from "../../wire/facts";
import type { Cell } from "./cells";

export interface RowFigure extends Facts {
  names: string[];
  /** What each feature is in the input and in the baseline. */
  inputs: Cell[];
  baseline: Cell[];
  /** Signed attribution of each feature. */
  values: Float32Array;
  error: Float32Array | null;
  /** By how much attributions differ from baseline to baseline, where several are averaged. */
  spread: Float32Array | null;
  steps: SignedSteps;
}
