// What a reader has chosen of many rows.

import type { KeptScale } from "../../view/gallery";
import type { Shared } from "../../view/state";

/** By what rows are put in order: the score, as they were given, or one feature's attribution. */
export type Order = "score" | "given" | "feature";
export type Drawn = "heat" | "points";

export interface RowsSlice extends KeptScale {
  drawn: Drawn;
  order: Order;
  /** The lane by which rows are ordered, the row that is open, and what is pointed at. */
  lane: number | null;
  row: number | null;
  at: { row: number; lane: number } | null;
}

/** All that many rows are drawn by. */
export type RowsState = Shared & RowsSlice;

/** What other rows in the same view do not inherit. */
export const FORGOTTEN = { lane: null, row: null, at: null } as const;

export const fresh = (): RowsSlice => ({
  drawn: "heat",
  order: "score",
  pin: null,
  common: null,
  ...FORGOTTEN,
});
