// What one point of the path shows: its step gradient and the attribution gathered so far.

import type { SignedSteps, Steps } from "../../wire/figure";
import { firstAtLeast } from "./scale";

/** Sums kept between which every other running sum is a few additions away. */
const STRIDE = 8;

/** The kept step gradients of a figure, ready to be summed up to any α. */
export class StepSums {
  readonly #steps: SignedSteps;
  readonly #size: number;
  readonly #sums: (Float32Array | undefined)[] = [];

  /** `size` is the number of values of one step. */
  constructor(steps: SignedSteps, size: number) {
    this.#steps = steps;
    this.#size = size;
  }

  get count(): number {
    return this.#steps.alphas.length;
  }

  alpha(step: number): number {
    return this.#steps.alphas[step];
  }

  /** How many steps lie at α or before it. */
  upTo(alpha: number): number {
    return firstAtLeast(this.count, (k) => this.#steps.alphas[k] > alpha + 1e-9);
  }

  /** Number of steps summed at α; the whole attribution counts as one more. */
  stage(alpha: number): number {
    return alpha >= 1 || this.count === 0 ? this.count + 1 : this.upTo(alpha);
  }

  /** Whether the attribution is finished at a stage; its error is known only then. */
  isFinal(stage: number): boolean {
    return stage > this.count;
  }

  /** The kept step closest to α, or −1 when none was kept. */
  nearest(alpha: number): number {
    const after = firstAtLeast(this.count, (k) => this.#steps.alphas[k] >= alpha);
    if (after === 0 || this.count === 0) return this.count - 1 < 0 ? -1 : 0;
    if (after === this.count) return after - 1;
    const closer = this.alpha(after) - alpha < alpha - this.alpha(after - 1);
    return closer ? after : after - 1;
  }

  /** Signed attribution of the first `count` steps. */
  running(count: number): Float32Array {
    const anchor = Math.floor(count / STRIDE);
    const sum = this.#anchor(anchor).slice();
    this.#add(sum, anchor * STRIDE, count);
    return sum;
  }

  #anchor(index: number): Float32Array {
    const known = this.#sums[index];
    if (known) return known;
    const sum = index === 0 ? new Float32Array(this.#size) : this.#anchor(index - 1).slice();
    this.#add(sum, Math.max(index - 1, 0) * STRIDE, index * STRIDE);
    this.#sums[index] = sum;
    return sum;
  }

  #add(sum: Float32Array, from: number, to: number): void {
    const { signed, signedScale, weights } = this.#steps;
    for (let k = from; k < to; k++) {
      const factor = weights[k] * signedScale[k];
      const start = k * this.#size;
      for (let i = 0; i < sum.length; i++) sum[i] += factor * signed[start + i];
    }
  }
}

/** Those of an image, whose size at each step is drawn as well. */
export class StepMaps extends StepSums {
  readonly #maps: Steps;
  readonly #pixels: number;
  readonly #scales: number[];
  readonly sharedScale: number;

  constructor(steps: Steps, size: number) {
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
