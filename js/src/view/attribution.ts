// The attribution of the points of a grid along the path, on one scale for all of them.

import type { SignedSteps } from "../wire/facts";
import { mayBeZero } from "./paint/certain";
import { Ranking } from "./paint/ranking";
import { StepSums } from "./paint/sums";
import type { Reading } from "./reading";
import type { Polarity, Sign, Signs } from "./signs";
import { shows } from "./signs";
import type { Shown, Values } from "./spans";

export class Attribution {
  readonly final: Float32Array;
  readonly steps: StepSums;
  readonly #error: Float32Array | null;
  readonly #kept: SignedSteps;
  readonly #rankings = new Map<Polarity, Ranking>();
  /** The last moment that was asked for, and how its values rank. */
  #moment: { stage: number; values: Float32Array; ranking?: Ranking } | undefined;

  constructor({ values, error, steps }: Values) {
    this.final = values;
    this.#error = error;
    this.#kept = steps;
    this.steps = new StepSums(steps, values.length);
  }

  get signs(): Signs {
    const has = (sign: Sign) => this.final.some((value) => shows(sign, value));
    return { positive: has("positive"), negative: has("negative") };
  }

  /** Gathered up to a stage. */
  values(stage: number): Float32Array {
    return this.#at(stage).values;
  }

  /** The same, zero where a point is muted: of the other sign, or perhaps no more than noise. */
  drawn({ polarity, certain }: Shown, stage: number): Float32Array {
    const values = this.values(stage);
    const error = certain && this.steps.isFinal(stage) ? this.#error : null;
    if (polarity === "both" && !error) return values;
    return values.map((value, i) => {
      const uncertain = error !== null && mayBeZero(value, error[i]);
      return uncertain || !shows(polarity, value) ? 0 : value;
    });
  }

  /** Magnitudes of the finished attribution, of one sign or of both: what colours are scaled by. */
  ranking(polarity: Polarity): Ranking {
    let ranking = this.#rankings.get(polarity);
    if (!ranking) {
      const size = (value: number) => (shows(polarity, value) ? Math.abs(value) : 0);
      ranking = new Ranking(this.final.map(size));
      this.#rankings.set(polarity, ranking);
    }
    return ranking;
  }

  /** What the value of a point is, and where it stands among the others. */
  read(index: number, stage: number): Reading {
    const moment = this.#at(stage);
    const final = this.steps.isFinal(stage);
    if (final) moment.ranking = this.ranking("both");
    moment.ranking ??= new Ranking(moment.values.map(Math.abs));
    const value = moment.values[index];
    const { total } = moment.ranking;
    return {
      value,
      error: final && this.#error ? this.#error[index] : null,
      rank: moment.ranking.rank(Math.abs(value)),
      of: moment.values.length,
      share: total > 0 ? Math.abs(value) / total : 0,
    };
  }

  /** What is kept of the path. */
  get kept(): Values {
    return { values: this.final, error: this.#error, steps: this.#kept };
  }

  #at(stage: number) {
    if (this.#moment?.stage !== stage) {
      const { steps } = this;
      const values = steps.isFinal(stage) ? this.final : steps.running(stage);
      this.#moment = { stage, values };
    }
    return this.#moment;
  }
}
