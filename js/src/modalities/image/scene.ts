// One image made ready to draw: everything that is computed once, and the maps of any moment.

import type { Reading } from "../../view/reading";
import type { Polarity, Signs } from "../../view/signs";
import { Channels } from "./channels";
import { Grained, type Layered, surroundings } from "./grained";
import { FinalMaps, SignedMap } from "./maps";
import { certainOnly } from "./paint/certain";
import { addedUp, cancelled } from "./paint/grain";
import { StepMaps } from "./paint/steps";
import { Regioned } from "./regions";
import type { ImageSlice } from "./slice";
import type { ImageFigure } from "./types";

export class ImageScene implements Layered {
  readonly grain = 1;
  readonly figure: ImageFigure;
  readonly steps: StepMaps;
  /** What each channel is worth, where channels are no colours. */
  readonly channels: Channels | null;
  readonly #final: FinalMaps;
  /** The last running sum; several pictures of one moment share it. */
  #running: { stage: number; maps: SignedMap } | undefined;
  /** The final map, signed only: what running sums are scaled by, so that they grow into it. */
  readonly #settled: SignedMap;
  #certain: FinalMaps | undefined;
  #meet: boolean | undefined;
  /** What is drawn at the grain that the picture opens with, and at the last other one. */
  #opening: Grained | undefined;
  #other: Grained | undefined;
  readonly #cancels: Record<string, number> = {};
  /** What was added up so far, by grain. */
  readonly #added: Record<number, Float32Array> = {};
  #regions: Regioned | undefined;

  constructor(figure: ImageFigure) {
    this.figure = figure;
    this.steps = new StepMaps(figure.steps, figure.width * figure.height);
    this.channels = figure.channels && new Channels(figure.channels);
    this.#final = new FinalMaps(figure);
    this.#settled = new SignedMap(this.#final.signed);
  }

  /** What is drawn at the grain that a reader has chosen. */
  at({ grain }: Pick<ImageSlice, "grain">): Layered {
    return this.grained(grain ?? this.figure.grain) ?? this;
  }

  /** The attribution added up over neighbourhoods; null where these are single pixels. */
  grained(grain: number): Grained | null {
    if (grain === 1) return null;
    if (grain === this.figure.grain) {
      this.#opening ??= new Grained(this, grain);
      return this.#opening;
    }
    if (this.#other?.grain !== grain) this.#other = new Grained(this, grain);
    return this.#other;
  }

  /** The attribution added up over regions. */
  get regions(): Regioned {
    this.#regions ??= new Regioned(this.figure, this);
    return this.#regions;
  }

  added(grain: number): Float32Array {
    this.#added[grain] ??= addedUp(this.#final.signed, this.figure.width, grain);
    return this.#added[grain];
  }

  cancels(polarity: Polarity): number {
    const { signed, magnitudeRanking } = this.#final;
    const around = this.added(surroundings(1, this.figure.grain));
    this.#cancels[polarity] ??= cancelled(signed, around, polarity, magnitudeRanking);
    return this.#cancels[polarity];
  }

  /** Which signs the attribution has anywhere. */
  get signs(): Signs {
    return this.#final.signs;
  }

  /** Whether some pixel has both: one channel raises the score, another lowers it. */
  get signsMeet(): boolean {
    this.#meet ??= this.figure.positive.some(
      (value, i) => value > 0 && this.figure.negative[i] > 0,
    );
    return this.#meet;
  }

  /** The attribution gathered up to a stage. */
  maps(stage: number): SignedMap {
    if (this.steps.isFinal(stage)) return this.#final;
    if (this.#running?.stage !== stage) {
      this.#running = { stage, maps: new SignedMap(this.steps.running(stage)) };
    }
    return this.#running.maps;
  }

  /** What is drawn of a stage. Scales stay those of the whole, so that what is certain keeps its look. */
  drawn(certain: boolean, stage: number): SignedMap {
    const { error } = this.figure;
    if (!certain || !error || !this.steps.isFinal(stage)) return this.maps(stage);
    this.#certain ??= new FinalMaps(certainOnly(this.figure, error));
    return this.#certain;
  }

  /** The map whose rankings scale a stage. */
  scaling(stage: number): SignedMap {
    return this.steps.isFinal(stage) ? this.#final : this.#settled;
  }

  /** What a pixel's value is, and where it stands among the others. */
  read(x: number, y: number, stage: number): Reading {
    const i = y * this.figure.width + x;
    const maps = this.maps(stage);
    const { total } = maps.absoluteRanking;
    const error = maps === this.#final ? this.figure.error : null;
    return {
      value: maps.signed[i],
      error: error ? error[i] : null,
      rank: maps.magnitudeRanking.rank(Math.abs(maps.signed[i])),
      of: maps.signed.length,
      share: total > 0 ? Math.abs(maps.absolute[i]) / total : 0,
    };
  }
}
