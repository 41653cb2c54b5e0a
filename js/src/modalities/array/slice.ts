// What a reader has chosen of arrays.

import type { GridSlice } from "../../view/GridView";
import type { Shared } from "../../view/state";

export interface ArraySlice extends GridSlice {
  /** The axes drawn as rows and columns; null are the two longest. */
  axes: readonly [rows: number, columns: number] | null;
  /** Where along every axis; null is the position with most attribution. */
  place: readonly number[] | null;
  /** Percentile of magnitudes in the end colours. */
  clip: number;
  /** The flat index of the position that was chosen and of the one under the pointer. */
  chosen: number | null;
  hover: number | null;
}

/** All that an array is drawn by. */
export type ArrayState = Shared & ArraySlice;

/** What another array in the same view does not inherit. */
export const FORGOTTEN = {
  axes: null,
  place: null,
  pixel: null,
  chosen: null,
  hover: null,
} as const;

export const fresh = (): ArraySlice => ({ polarity: "both", clip: 99.5, ...FORGOTTEN });
