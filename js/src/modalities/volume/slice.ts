// What a reader has chosen of volumes.

import { OPENING } from "../../generated/limits";
import type { Point } from "../../view/Picture";
import type { Polarity } from "../../view/signs";
import type { Shared } from "../../view/state";
import type { Window } from "./scene";

export interface VolumeSlice {
  polarity: Polarity;
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
  pixel: Point | null;
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
