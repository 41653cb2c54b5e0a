// The step gradients of an image as maps.

import { StepSums } from "../../../view/paint/sums";
import type { ImageSteps } from "../types";

/** Step gradients whose size at each step is drawn as well. */
export class StepMaps extends StepSums {
  readonly #maps: ImageSteps;
  readonly #pixels: number;
  readonly #scales: number[];
  readonly sharedScale: number;

  constructor(steps: ImageSteps, size: number) {
    super(steps, size);
    this.#maps = steps;
    this.#pixels = size;
    this.#scales = steps.alphas.map(
      (_, k) => bytePercentile(this.absolute(k), 99) * steps.absoluteScale[k],
    );
    this.sharedScale = Math.max(0, ...this.#scales);
  }

  /** Sum over channels of |step gradient|, in levels of {@link level}. */
  absolute(step: number): Uint8Array {
    return this.#maps.absolute.subarray(step * this.#pixels, (step + 1) * this.#pixels);
  }

  level(step: number): number {
    return this.#maps.absoluteScale[step];
  }

  /** Value drawn at full brightness when the step is scaled by itself. */
  ownScale(step: number): number {
    return this.#scales[step];
  }
}

/** Percentile over pixels of a byte map, linear between ranks; the maximum where it is zero. */
export function bytePercentile(values: Uint8Array, percentage: number): number {
  const counts = new Uint32Array(256);
  for (const value of values) counts[value]++;
  const place = (percentage / 100) * (values.length - 1);
  const low = Math.floor(place);
  const at = (rank: number) => {
    let level = 0;
    for (let seen = counts[0]; seen <= rank && level < 255; seen += counts[level]) level++;
    return level;
  };
  const below = at(low);
  const value = below + (place - low) * (at(Math.min(low + 1, values.length - 1)) - below);
  return value > 0 ? value : at(values.length - 1);
}
