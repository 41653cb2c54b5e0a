// An image's attribution as it is drawn: pixel by pixel, or added up over neighbourhoods.

import type { Polarity, Signs } from "../../view/signs";
import { SignedMap } from "./maps";
import { addedUp, cancelled, lasting, wider } from "./paint/grain";

/** The maps of any moment at one grain. */
export interface Layered {
  readonly grain: number;
  /** Which signs the attribution has anywhere, and whether some pixel has both. */
  readonly signs: Signs;
  readonly signsMeet: boolean;
  /** The attribution gathered up to a stage. */
  maps(stage: number): SignedMap;
  /** What is drawn of a stage. */
  drawn(certain: boolean, stage: number): SignedMap;
  /** The map whose rankings scale a stage. */
  scaling(stage: number): SignedMap;
  /** The share of the painted area that wider neighbourhoods take back, 0..1. */
  cancels(polarity: Polarity): number;
}

/** A map of sums: the same strength stands for the same size of either sign. */
export class SummedMap extends SignedMap {
  override signRanking() {
    return this.magnitudeRanking;
  }
}

/** What is drawn pixel by pixel, and the grain that a picture opens with. */
interface PixelByPixel extends Layered {
  readonly figure: { readonly width: number; readonly grain: number };
  /** What the finished attribution adds up to. */
  added(grain: number): Float32Array;
}

/** Beyond every stage: the finished attribution. */
export const END = Number.POSITIVE_INFINITY;

/** The grain that says whether what is painted keeps its sign. */
export const surroundings = (grain: number, opening: number): number =>
  Math.max(wider(grain), opening);

/** The pixels that attribution is added up over, in words. */
export const pixels = (grain: number): string => `${grain} × ${grain} pixels`;

/** Attribution added up over neighbourhoods, less what wider neighbourhoods take back. */
export class Grained implements Layered {
  readonly grain: number;
  readonly signsMeet = false;
  readonly #pixels: PixelByPixel;
  readonly #sums: Float32Array;
  readonly #around: Float32Array;
  readonly #final: SummedMap;
  readonly #cancels: Record<string, number> = {};
  #last: { of: SignedMap; map: SummedMap } | undefined;
  #whole: { of: SignedMap; sums: Float32Array } | undefined;

  constructor(pixels: PixelByPixel, grain: number) {
    this.grain = grain;
    this.#pixels = pixels;
    this.#sums = pixels.added(grain);
    this.#around = pixels.added(surroundings(grain, pixels.figure.grain));
    this.#final = new SummedMap(lasting(this.#sums, this.#around));
  }

  get signs(): Signs {
    return this.#final.signs;
  }

  maps(stage: number): SignedMap {
    return this.#summed(this.#pixels.maps(stage));
  }

  drawn(certain: boolean, stage: number): SignedMap {
    return this.#summed(this.#pixels.drawn(certain, stage));
  }

  scaling(): SignedMap {
    return this.#final;
  }

  cancels(polarity: Polarity): number {
    this.#cancels[polarity] ??= cancelled(this.#sums, this.#around, polarity);
    return this.#cancels[polarity];
  }

  /** What a neighbourhood adds up to, and whether that is left out. */
  read(pixel: number, stage: number): { value: number; out: boolean } {
    const map = this.#pixels.maps(stage);
    const isFinal = map === this.#pixels.maps(END);
    const sums = isFinal ? this.#sums : this.#unmasked(map);
    return { value: sums[pixel], out: this.#final.signed[pixel] === 0 && this.#sums[pixel] !== 0 };
  }

  /** The share of the painted pixels that would cancel without sums, 0..1. */
  finer(polarity: Polarity): number {
    return this.#pixels.cancels(polarity);
  }

  #unmasked(map: SignedMap): Float32Array {
    if (this.#whole?.of !== map) {
      const sums = addedUp(map.signed, this.#pixels.figure.width, this.grain);
      this.#whole = { of: map, sums };
    }
    return this.#whole.sums;
  }

  /** What is left out in the end is left out on the way, too. */
  #summed(map: SignedMap): SummedMap {
    if (map === this.#pixels.maps(END)) return this.#final;
    if (this.#last?.of !== map) {
      const kept = this.#final.signed;
      const sums = this.#unmasked(map).slice();
      for (let i = 0; i < sums.length; i++) if (kept[i] === 0) sums[i] = 0;
      this.#last = { of: map, map: new SummedMap(sums) };
    }
    return this.#last.map;
  }
}
