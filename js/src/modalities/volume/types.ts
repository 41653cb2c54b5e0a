// The figure of a volume with its arrays decoded.

import type { Facts, SignedSteps } from "../../wire/facts";

export interface VolumeFigure extends Facts {
  axes: string[];
  /** Depth, height and width. */
  shape: number[];
  channels: number;
  /** Levels of 256 from `low` to `high`, channels last. */
  image: Uint8Array;
  low: number;
  high: number;
  /** The window in which it opens. */
  level: number;
  width: number;
  /** Signed attribution of each voxel, channels added up. */
  values: Float32Array;
  error: Float32Array | null;
  steps: SignedSteps;
}
