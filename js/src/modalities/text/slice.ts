// What a reader has chosen of texts.

import type { KeptScale } from "../../view/gallery";
import type { Polarity } from "../../view/signs";
import type { Shared } from "../../view/state";

export interface TextSlice extends KeptScale {
  /** The pieces of a word are added up. */
  words: boolean;
  polarity: Polarity;
  /** The token that was chosen and the one under the pointer. */
  token: number | null;
  hover: number | null;
}

/** All that a text is drawn by. */
export type TextState = Shared & TextSlice;

/** What another text in the same view does not inherit. */
export const FORGOTTEN = { token: null, hover: null } as const;

/** Texts open with both signs, as a sentence is readable without any dimming. */
export const fresh = (): TextSlice => ({
  words: true,
  polarity: "both",
  pin: null,
  common: null,
  ...FORGOTTEN,
});
