// The figure of a volume with its arrays decoded.

import type { Facts, SignedSteps } from "../../wire/facts";

/** What lies around the level is grey; half a width below is black, above white. */
export interface Window {
  level: number;
  width: number;
}

export interface VolumeFigure extends Facts, Window {
  axes: string[];
  /** Depth, height and width. */
  shape: number[];
  channels: number;
  /** Levels of 256 from `low` to `high`, channels last. */
  image: Uint8Array;
  low: number;
  high: number;
  /** Signed attribution of each voxel, channels added up. */
  values: Float32Array;
  error: Float32Array | null;
  steps: SignedSteps;
}
