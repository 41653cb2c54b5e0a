// A text's figure with its arrays decoded.

import type { Token } from "../../generated/schema";
import type { Facts, SignedSteps } from "../../wire/facts";

export interface TextFigure extends Facts {
  tokens: Token[];
  after: string;
  /** Signed attribution of each token, summed over its embedding. */
  values: Float32Array;
  error: Float32Array | null;
  steps: SignedSteps;
  /** Tokens that the explained output speaks of. */
  about: number[];
}
