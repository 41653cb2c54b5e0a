// An image's attribution added up over regions: sums that together are the whole.

import { type Polarity, type Signs, shows } from "../../view/signs";
import type { Reach } from "../../view/spans";
import { END, type Layered, SummedMap } from "./grained";
import type { SignedMap } from "./maps";
import { addedUp } from "./paint/grain";
import type { ImageFigure } from "./types";

/** One of the strongest: its number, and what it adds up to so far and in the end. */
export interface Part {
  region: number;
  value: number;
  final: number;
}

/** What is drawn of regions: every pixel has the mean of its own. */
export class Regioned implements Layered {
  readonly grain = 1;
  readonly signsMeet = false;
  readonly names: readonly string[];
  readonly areas: readonly number[];
  /** How the sums of the finished attribution reach, zero included. */
  readonly reach: Reach;
  readonly #figure: ImageFigure;
  readonly #pixels: Layered;
  readonly #end: { sums: Float64Array; map: SummedMap };
  /** What attribution at each pixel is shared out among; null where edges are sharp. */
  readonly #weights: Float32Array | null;
  #borders: number[] | undefined;
  #last: { of: SignedMap; sums: Float64Array; map: SummedMap } | undefined;

  constructor(figure: ImageFigure, pixels: Layered) {
    const { labels, names, edge } = figure.regions;
    this.#figure = figure;
    this.#pixels = pixels;
    this.names = names;
    const areas = new Array(names.length).fill(0);
    for (const label of labels) areas[label]++;
    this.areas = areas;
    this.#weights =
      edge > 1 ? addedUp(new Float32Array(labels.length).fill(1), figure.width, edge) : null;
    this.#end = this.#made(pixels.maps(END));
    const { sums } = this.#end;
    this.reach = { low: Math.min(0, ...sums), high: Math.max(0, ...sums) };
  }

  get signs(): Signs {
    return this.#end.map.signs;
  }

  maps(stage: number): SignedMap {
    return this.#at(this.#pixels.maps(stage)).map;
  }

  drawn(certain: boolean, stage: number): SignedMap {
    return this.#at(this.#pixels.drawn(certain, stage)).map;
  }

  scaling(): SignedMap {
    return this.#end.map;
  }

  cancels(): number {
    return 0;
  }

  /** What each region adds up to at a stage. */
  sums(stage: number): Float64Array {
    return this.#at(this.#pixels.maps(stage)).sums;
  }

  at(pixel: number): number {
    return this.#figure.regions.labels[pixel];
  }

  /** The strongest regions of a polarity at a stage, strongest first. */
  strongest(polarity: Polarity, stage: number, most: number): Part[] {
    const sums = this.sums(stage);
    const parts = [...this.#end.sums].map((final, region) => ({
      region,
      value: sums[region],
      final,
    }));
    return parts
      .filter(({ value, final }) => final !== 0 && shows(polarity, value || final))
      .sort(
        (a, b) => Math.abs(b.value) - Math.abs(a.value) || Math.abs(b.final) - Math.abs(a.final),
      )
      .slice(0, most);
  }

  /** The pixels where regions meet: they are the same at every moment. */
  get borders(): readonly number[] {
    this.#borders ??= [...this.#figure.regions.labels.keys()].filter((i) => this.border(i));
    return this.#borders;
  }

  /** Whether a pixel's neighbour at the right or below is in another region. */
  border(pixel: number): boolean {
    const { regions, width } = this.#figure;
    const { labels } = regions;
    const below = pixel + width;
    return (
      ((pixel + 1) % width !== 0 && labels[pixel + 1] !== labels[pixel]) ||
      (below < labels.length && labels[below] !== labels[pixel])
    );
  }

  /** The pixels of a region that have a neighbour, or the edge of the picture, outside it. */
  rim(region: number): number[] {
    const { regions, width } = this.#figure;
    const { labels } = regions;
    const rim: number[] = [];
    labels.forEach((label, i) => {
      if (label !== region) return;
      const x = i % width;
      const inside =
        x > 0 &&
        x < width - 1 &&
        [i - 1, i + 1, i - width, i + width].every((at) => labels[at] === region);
      if (!inside) rim.push(i);
    });
    return rim;
  }

  #at(of: SignedMap) {
    if (of === this.#pixels.maps(END)) return this.#end;
    if (this.#last?.of !== of) this.#last = { of, ...this.#made(of) };
    return this.#last;
  }

  #made({ signed }: SignedMap) {
    const { regions, width } = this.#figure;
    const { labels, edge } = regions;
    const weights = this.#weights;
    const shared = weights
      ? addedUp(
          signed.map((value, i) => value / weights[i]),
          width,
          edge,
        )
      : signed;
    const sums = new Float64Array(this.names.length);
    for (let i = 0; i < labels.length; i++) sums[labels[i]] += shared[i];
    const means = sums.map((sum, region) => sum / Math.max(this.areas[region], 1));
    const map = new Float32Array(labels.length);
    for (let i = 0; i < map.length; i++) map[i] = means[labels[i]];
    return { sums, map: new SummedMap(map) };
  }
}
