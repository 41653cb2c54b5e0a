// The image's half of the wire.

import type { WireArray } from "../../wire/arrays";
import type { Facts, SignedSteps, WireSteps } from "../../wire/types";

export interface WireImageSteps extends WireSteps {
  /** What the channels of a pixel cancel: absolute less |signed|, which packs better. */
  cancelled: WireArray;
  cancelled_scale: number[];
}

export interface WireImageFigure extends Facts {
  kind: "image";
  version: 1;
  image: WireArray;
  baseline: WireArray;
  positive: WireArray;
  negative: WireArray;
  error: WireArray | null;
  steps: WireImageSteps;
}

/** Step gradients that also keep what the channels cancel. */
export interface ImageSteps extends SignedSteps {
  absolute: Uint8Array;
  absoluteScale: number[];
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
  steps: ImageSteps;
}
