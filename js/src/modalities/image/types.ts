// An image's figure with its arrays decoded.

import type { Facts, SignedSteps } from "../../wire/facts";
import type { ChannelValues } from "./channels";

/** Step gradients that also keep what the channels cancel. */
export interface ImageSteps extends SignedSteps {
  absolute: Uint8Array;
  absoluteScale: number[];
}

/** Parts that together are all of the image. */
export interface ImageRegions {
  /** The number of each pixel's region. */
  labels: Uint8Array;
  names: string[];
  /** The grain over which attribution is shared across an edge. */
  edge: number;
  /** Whether a person named them. */
  given: boolean;
}

export interface ImageFigure extends Facts {
  width: number;
  height: number;
  /** RGB, what the model saw. */
  image: Uint8Array;
  baseline: Uint8Array;
  positive: Float32Array;
  negative: Float32Array;
  error: Float32Array | null;
  /** Width in pixels that attribution is added up over when the picture opens. */
  grain: number;
  regions: ImageRegions;
  steps: ImageSteps;
  /** Channels that are no colours. */
  channels: ChannelValues | null;
}
