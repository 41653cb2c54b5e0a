// Maps of an attribution with the rankings that scale them.

import { Ranking } from "../../view/paint/ranking";
import type { Sign, Signs } from "../../view/signs";
import type { SignMaps } from "./paint/certain";

/** A map of which only the signed sum over channels is known. Rankings are made when asked for. */
export class SignedMap {
  readonly signed: Float32Array;
  readonly #rankings = new Map<string, Ranking>();
  #signs: Signs | undefined;

  constructor(signed: Float32Array) {
    this.signed = signed;
  }

  /** A map and the factor that makes the sign positive; what is below zero then does not count. */
  sign(sign: Sign): [map: Float32Array, factor: 1 | -1] {
    return [this.signed, sign === "positive" ? 1 : -1];
  }

  get signs(): Signs {
    this.#signs ??= {
      positive: this.#has("positive"),
      negative: this.#has("negative"),
    };
    return this.#signs;
  }

  #has(sign: Sign): boolean {
    const [map, factor] = this.sign(sign);
    return map.some((value) => value * factor > 0);
  }

  /** Its size is the absolute attribution. */
  get absolute(): Float32Array {
    return this.signed;
  }

  get absoluteRanking(): Ranking {
    return this.#ranking("absolute", () => this.absolute.map(Math.abs));
  }

  get magnitudeRanking(): Ranking {
    return this.#ranking("magnitude", () => this.signed.map(Math.abs));
  }

  signRanking(sign: Sign): Ranking {
    return this.#ranking(sign, () => {
      const [map, factor] = this.sign(sign);
      return map.map((value) => Math.max(value * factor, 0));
    });
  }

  #ranking(name: string, magnitudes: () => Float32Array): Ranking {
    let ranking = this.#rankings.get(name);
    if (!ranking) {
      ranking = new Ranking(magnitudes());
      this.#rankings.set(name, ranking);
    }
    return ranking;
  }
}

/** The finished attribution, whose signs were added up apart, channel by channel. */
export class FinalMaps extends SignedMap {
  readonly #parts: SignMaps;
  readonly #absolute: Float32Array;

  constructor({ positive, negative }: SignMaps) {
    super(positive.map((value, i) => value - negative[i]));
    this.#parts = { positive, negative };
    this.#absolute = positive.map((value, i) => value + negative[i]);
  }

  override sign(sign: Sign): [map: Float32Array, factor: 1 | -1] {
    return [this.#parts[sign], 1];
  }

  override get absolute(): Float32Array {
    return this.#absolute;
  }
}
