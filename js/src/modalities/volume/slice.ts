// What a reader has chosen of volumes.

import { OPENING } from "../../generated/limits";
import type { GridSlice } from "../../view/GridView";
import type { Shared } from "../../view/state";
import type { Window } from "./types";

export interface VolumeSlice extends GridSlice {
  /** The axis across which the picture lies. */
  axis: number;
  /** Where along each axis; null is where most attribution is. */
  place: readonly number[] | null;
  /** What is strongest along the axis instead of one slice. */
  projection: boolean;
  /** Percentile of attribution mass at full colour. */
  clip: number;
  /** Null is the window of the figure. */
  window: Window | null;
}

/** All that a volume is drawn by. */
export type VolumeState = Shared & VolumeSlice;

/** What another volume in the same view does not inherit. */
export const FORGOTTEN = { place: null, window: null, pixel: null } as const;

export const fresh = (): VolumeSlice => ({
  polarity: "both",
  axis: 0,
  projection: false,
  clip: OPENING.clipAbovePercentile,
  ...FORGOTTEN,
});
