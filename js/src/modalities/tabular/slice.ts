// What a reader has chosen of rows.

import type { Polarity } from "../../view/signs";
import type { Shared } from "../../view/state";

export interface RowSlice {
  polarity: Polarity;
  /** The feature that was chosen and the one under the pointer. */
  feature: number | null;
  hover: number | null;
}

/** All that a row is drawn by. */
export type RowState = Shared & RowSlice;

/** What another row in the same view does not inherit. */
export const FORGOTTEN = { feature: null, hover: null } as const;

export const fresh = (): RowSlice => ({ polarity: "both", ...FORGOTTEN });
