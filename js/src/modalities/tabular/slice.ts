// What a reader has chosen of rows.

import type { Polarity } from "../../view/signs";
import type { Shared } from "../../view/state";

export interface RowSlice {
  polarity: Polarity;
  /** The feature that was chosen and the one under the pointer. */
  feature: number | null;
  hover: number | null;
  /** What a reader has typed of features, by their numbers: what if they were so? */
  changed: Readonly<Record<string, string>>;
}

/** All that a row is drawn by. */
export type RowState = Shared & RowSlice;

/** What another row in the same view does not inherit. */
export const FORGOTTEN = { feature: null, hover: null, changed: {} } as const;

export const fresh = (): RowSlice => ({ polarity: "both", ...FORGOTTEN });
