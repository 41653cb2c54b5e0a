// Attribution of spans of the input's values, such as the tokens of a word, along the path.

import type { SignedSteps } from "../wire/facts";
import { mayBeZero } from "./paint/certain";
import { Ranking } from "./paint/ranking";
import type { StepSums } from "./paint/sums";
import type { Reading } from "./reading";
import { type Polarity, type Signs, shows } from "./signs";

/** Values `from` up to, not including, `to`. */
export interface Span {
  from: number;
  to: number;
}

/** What the spans are made of: the values of a figure. */
export interface Values {
  values: Float32Array;
  error: Float32Array | null;
  steps: SignedSteps;
}

/** What is drawn of them. */
export interface Shown {
  polarity: Polarity;
  certain: boolean;
}

/** One of the strongest. */
export interface Strong {
  span: number;
  /** Attribution gathered so far, and in the end. */
  value: number;
  final: number;
}

/** The least and the largest value, zero included. */
export interface Reach {
  low: number;
  high: number;
}

export class Spans<T extends Span = Span> {
  readonly list: readonly T[];
  /** Final attribution of each. */
  readonly final: Float32Array;
  /** Of each the sum of its values' standard errors, which is never too small. */
  readonly error: Float32Array | null;
  /** Largest magnitude: what the end colours stand for. */
  readonly scale: number;
  readonly #steps: SignedSteps;
  readonly #path: StepSums;
  readonly #reach: Partial<Record<"final" | "path", Reach>> = {};
  #ranking: Ranking | undefined;
  /** The last moment that was asked for; text, list and read-out all need the same. */
  #moment: { stage: number; values: Float32Array } | undefined;

  constructor(list: readonly T[], { values, error, steps }: Values, path: StepSums) {
    this.list = list;
    this.final = this.sums(values);
    this.error = error && this.sums(error);
    this.scale = this.final.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    this.#steps = steps;
    this.#path = path;
  }

  /** Values added up for each span. */
  sums(values: Float32Array): Float32Array {
    return Float32Array.from(this.list, ({ from, to }) => {
      let sum = 0;
      for (let i = from; i < to; i++) sum += values[i];
      return sum;
    });
  }

  /** Which signs the attribution has anywhere. */
  get signs(): Signs {
    return { positive: this.final.some((v) => v > 0), negative: this.final.some((v) => v < 0) };
  }

  /** Attribution of each span gathered up to a stage. */
  values(stage: number): Float32Array {
    if (this.#path.isFinal(stage)) return this.final;
    if (this.#moment?.stage !== stage) {
      this.#moment = { stage, values: this.sums(this.#path.running(stage)) };
    }
    return this.#moment.values;
  }

  /** The same, zero where a span is muted: of the other sign, or perhaps no more than noise. */
  drawn({ polarity, certain }: Shown, stage: number): Float32Array {
    const error = certain && this.#path.isFinal(stage) ? this.error : null;
    return this.values(stage).map((value, i) => {
      const uncertain = error !== null && mayBeZero(value, error[i]);
      return uncertain || !shows(polarity, value) ? 0 : value;
    });
  }

  /** What a span's value is, and where it stands among the others. */
  read(span: number, stage: number): Reading {
    const values = this.values(stage);
    const final = this.#path.isFinal(stage);
    const ranking = final ? this.#finalRanking() : new Ranking(values.map(Math.abs));
    const size = Math.abs(values[span]);
    return {
      value: values[span],
      error: final && this.error ? this.error[span] : null,
      rank: ranking.rank(size),
      of: values.length,
      share: ranking.total > 0 ? size / ranking.total : 0,
    };
  }

  #finalRanking(): Ranking {
    this.#ranking ??= new Ranking(this.final.map(Math.abs));
    return this.#ranking;
  }

  /** The strongest spans at a stage, strongest first; at equal strength by how they end. */
  strongest(shown: Shown, stage: number, most: number): Strong[] {
    const values = this.values(stage);
    const drawn = this.drawn(shown, stage);
    const strong: Strong[] = [];
    values.forEach((value, span) => {
      const final = this.final[span];
      // Nothing gathered yet is no reason to leave the list; being muted is.
      const waits = value === 0 && final !== 0 && shows(shown.polarity, final);
      if (drawn[span] !== 0 || (waits && !this.#path.isFinal(stage))) {
        strong.push({ span, value, final });
      }
    });
    strong.sort(
      (a, b) =>
        Math.abs(b.value) - Math.abs(a.value) ||
        Math.abs(b.final) - Math.abs(a.final) ||
        a.span - b.span,
    );
    return strong.slice(0, most);
  }

  /**
   * How far the values reach: in the end the final ones, on the way those of the whole path, so that
   * one axis fits every moment of it.
   */
  reach(final: boolean): Reach {
    const key = final ? "final" : "path";
    this.#reach[key] ??= this.#findReach(final);
    return this.#reach[key];
  }

  #findReach(final: boolean): Reach {
    const reach = reachOf(this.final);
    for (let span = 0; !final && span < this.list.length; span++) {
      const { low, high } = reachOf(this.buildUp(span).map(([, sum]) => sum));
      reach.low = Math.min(reach.low, low);
      reach.high = Math.max(reach.high, high);
    }
    return reach;
  }

  /**
   * How one span's attribution builds up: α and the sum there, from zero to its final value. As
   * where the path is drawn in shares, each step stands for a stretch as long as its weight.
   */
  buildUp(span: number): [alpha: number, sum: number][] {
    const { from, to } = this.list[span];
    const { weights, signed, signedScale } = this.#steps;
    const size = weights.length ? signed.length / weights.length : 0;
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    let [covered, sum] = [0, 0];
    const points = weights.map((weight, k): [number, number] => {
      covered += weight;
      for (let i = from; i < to; i++) sum += weight * signedScale[k] * signed[k * size + i];
      return [covered / total, sum];
    });
    // The last is known better than steps of 256 levels can tell.
    return [[0, 0], ...points.slice(0, -1), [1, this.final[span]]];
  }
}

function reachOf(values: Float32Array | number[]): Reach {
  return [...values].reduce(
    ({ low, high }, value) => ({ low: Math.min(low, value), high: Math.max(high, value) }),
    { low: 0, high: 0 },
  );
}
