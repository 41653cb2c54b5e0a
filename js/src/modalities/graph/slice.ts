// What a reader has chosen of graphs.

import type { Polarity } from "../../view/signs";
import type { Shared } from "../../view/state";

export interface GraphSlice {
  polarity: Polarity;
  /** The node or edge that was chosen and the one under the pointer. */
  part: number | null;
  hover: number | null;
}

/** All that a graph is drawn by. */
export type GraphState = Shared & GraphSlice;

/** What another graph in the same view does not inherit. */
export const FORGOTTEN = { part: null, hover: null } as const;

export const fresh = (): GraphSlice => ({ polarity: "both", ...FORGOTTEN });
