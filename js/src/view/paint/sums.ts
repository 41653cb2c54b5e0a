// The attribution gathered up to a point of the path.

import type { SignedSteps } from "../../wire/facts";
import { firstAtLeast } from "./ranking";

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
