// What a reader has chosen of several inputs: each keeps the slice of its kind.

import type { Shared } from "../../view/state";
import { tracked } from "../../view/tracked";
import type { OpenPart } from "./types";

export interface PartsSlice {
  /** The input whose place in the view was asked for. */
  part: number | null;
}

export type PartsState = Shared & PartsSlice;

export const FORGOTTEN = { part: null } as const;

export const fresh = (): PartsSlice => ({ ...FORGOTTEN });

/** The state of every input, over what all share. */
export const states = (parts: readonly OpenPart[], view: PartsState): (Shared & object)[] =>
  parts.map(({ drawable }) => tracked(drawable.kind.slice.fresh(), view as Shared));
