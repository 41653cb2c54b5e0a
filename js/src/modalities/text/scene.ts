// One text made ready to draw: what every word is worth at every moment of the path.

import { mayBeZero } from "../../view/paint/certain";
import { Ranking } from "../../view/paint/scale";
import { StepSums } from "../../view/paint/steps";
import type { View } from "../../view/state";
import type { TokensFigure } from "../../wire/figure";
import type { Reading, Sign } from "../image/scene";
import { hasPieces, Units } from "./units";

/** What a view of a text depends on. */
export type TextView = Pick<View, "words" | "textPolarity" | "certain" | "textPin">;

/** One row of the list of the strongest. */
export interface Bar {
  unit: number;
  /** Attribution gathered so far, and in the end. */
  value: number;
  final: number;
}

/** The least and the largest value, zero included. */
export interface Reach {
  low: number;
  high: number;
}

export class TextScene {
  readonly kind = "tokens";
  readonly figure: TokensFigure;
  readonly steps: StepSums;
  /** Whether some word has several tokens. */
  readonly pieces: boolean;
  readonly #units: Units[] = [];
  readonly #reach: Reach[] = [];
  /** The last moment that was asked for; text, list and read-out all need the same. */
  #moment: { stage: number; units: Units; values: Float32Array } | undefined;

  constructor(figure: TokensFigure) {
    this.figure = figure;
    this.steps = new StepSums(figure.steps, figure.tokens.length);
    this.pieces = hasPieces(figure.tokens);
  }

  units(words: boolean): Units {
    const merged = words && this.pieces;
    const key = Number(merged);
    this.#units[key] ??= new Units(this.figure, merged);
    return this.#units[key];
  }

  /** Which signs the attribution has anywhere. */
  signs({ words }: Pick<View, "words">): Record<Sign, boolean> {
    const { final } = this.units(words);
    return { positive: final.some((v) => v > 0), negative: final.some((v) => v < 0) };
  }

  /** Attribution of each unit gathered up to a stage. */
  values({ words }: Pick<View, "words">, stage: number): Float32Array {
    const units = this.units(words);
    if (this.steps.isFinal(stage)) return units.final;
    if (this.#moment?.stage !== stage || this.#moment.units !== units) {
      this.#moment = { stage, units, values: units.sums(this.steps.running(stage)) };
    }
    return this.#moment.values;
  }

  /** The same, zero where a unit is muted: of the other sign, or perhaps no more than noise. */
  drawn(view: TextView, stage: number): Float32Array {
    const { error } = this.units(view.words);
    const certain = view.certain && this.steps.isFinal(stage) ? error : null;
    return this.values(view, stage).map((value, i) => {
      const uncertain = certain !== null && mayBeZero(value, certain[i]);
      return uncertain || !shows(view, value) ? 0 : value;
    });
  }

  /** The value in the end colours: the pinned one, else the largest of the finished attribution. */
  scale(view: Pick<View, "words" | "textPin">): number {
    return view.textPin ?? this.units(view.words).scale;
  }

  /** What a unit's value is, and where it stands among the others. */
  read(view: Pick<View, "words">, unit: number, stage: number): Reading {
    const units = this.units(view.words);
    const values = this.values(view, stage);
    const final = this.steps.isFinal(stage);
    const ranking = final ? units.ranking : new Ranking(values.map(Math.abs));
    const size = Math.abs(values[unit]);
    return {
      value: values[unit],
      error: final && units.error ? units.error[unit] : null,
      rank: ranking.rank(size),
      of: values.length,
      share: ranking.total > 0 ? size / ranking.total : 0,
    };
  }

  /** The strongest units at a stage, strongest first; at equal strength by how they end. */
  strongest(view: TextView, stage: number, most: number): Bar[] {
    const { final } = this.units(view.words);
    const values = this.values(view, stage);
    const drawn = this.drawn(view, stage);
    const bars: Bar[] = [];
    values.forEach((value, unit) => {
      // Nothing gathered yet is no reason to leave the list; being muted is.
      const waits = value === 0 && final[unit] !== 0 && shows(view, final[unit]);
      if (drawn[unit] !== 0 || (waits && !this.steps.isFinal(stage))) {
        bars.push({ unit, value, final: final[unit] });
      }
    });
    bars.sort(
      (a, b) =>
        Math.abs(b.value) - Math.abs(a.value) ||
        Math.abs(b.final) - Math.abs(a.final) ||
        a.unit - b.unit,
    );
    return bars.slice(0, most);
  }

  /**
   * How far the values reach: in the end the final ones, on the way those of the whole path, so that
   * one axis fits every moment of it.
   */
  reach(words: boolean, final: boolean): Reach {
    const key = 2 * Number(words && this.pieces) + Number(final);
    this.#reach[key] ??= this.#findReach(words, final);
    return this.#reach[key];
  }

  #findReach(words: boolean, final: boolean): Reach {
    const units = this.units(words);
    const reach = reachOf(units.final);
    for (let stage = 0; !final && stage <= this.steps.count; stage++) {
      const { low, high } = reachOf(units.sums(this.steps.running(stage)));
      reach.low = Math.min(reach.low, low);
      reach.high = Math.max(reach.high, high);
    }
    return reach;
  }

  /**
   * How one unit's attribution builds up: α and the sum there, from zero to its final value. As
   * where the path is drawn in shares, each step stands for a stretch as long as its weight.
   */
  buildUp(words: boolean, unit: number): [alpha: number, sum: number][] {
    const { from, to } = this.units(words).list[unit];
    const { weights, signed, signedScale } = this.figure.steps;
    const size = this.figure.tokens.length;
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    let [covered, sum] = [0, 0];
    const points = weights.map((weight, k): [number, number] => {
      covered += weight;
      for (let i = from; i < to; i++) sum += weight * signedScale[k] * signed[k * size + i];
      return [covered / total, sum];
    });
    // The last is known better than steps of 256 levels can tell.
    return [[0, 0], ...points.slice(0, -1), [1, this.units(words).final[unit]]];
  }
}

function reachOf(values: Float32Array): Reach {
  return values.reduce(
    ({ low, high }, value) => ({ low: Math.min(low, value), high: Math.max(high, value) }),
    { low: 0, high: 0 },
  );
}

/** Whether the chosen polarity draws a value. */
function shows({ textPolarity }: TextView, value: number): boolean {
  if (textPolarity === "both") return true;
  return textPolarity === "positive" ? value > 0 : value < 0;
}

/** The largest of several texts' scales, on which all of them can be compared. */
export function sharedScale(scenes: readonly TextScene[]): number {
  return Math.max(0, ...scenes.map((scene) => scene.units(true).scale));
}
