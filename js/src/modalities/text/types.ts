// The text's half of the wire.

import type { WireArray } from "../../wire/arrays";
import type { Facts, SignedSteps, WireSteps } from "../../wire/types";

/** One token as it is shown; `before` and `text`, one after the other, are the text. */
export interface Token {
  before: string;
  /** Empty for a later piece of one character. */
  text: string;
  /** Added by the tokenizer. */
  special: boolean;
  /** Tokens of one number are pieces of one word. */
  word: number;
  /** Which text of a pair. */
  segment: number;
}

export interface WireTextFigure extends Facts {
  kind: "tokens";
  version: 1;
  tokens: Token[];
  after: string;
  values: WireArray;
  error: WireArray | null;
  steps: WireSteps;
  about: number[];
}

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
