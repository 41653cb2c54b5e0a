// One figure made ready to draw: everything that is computed once, and the pictures of any moment.

import { certainOnly, type Signs } from "../../view/paint/certain";
import { massRange, Ranking, strengths } from "../../view/paint/scale";
import { StepMaps } from "../../view/paint/steps";
import { PALETTES, type PaletteName } from "../../view/palette";
import type { View } from "../../view/state";
import type { ImageFigure } from "../../wire/figure";
import { outline } from "./paint/outline";
import * as pictures from "./paint/pictures";

/** Of the mass, in percent: what an outlined region takes as full strength. */
const OUTLINE_CLIP_ABOVE = 95;

/** The small sum shows the attribution first and only a shade of the image. */
const SUM_IMAGE_STRENGTH = 0.3;

/** How strongly the image shines through at a given strength of colour (0.5 gives 0.7). */
export const imageStrength = (strength: number): number => 1 - 0.6 * strength;

export type Sign = "positive" | "negative";

/** What is said about one pixel. */
export interface Reading {
  value: number;
  error: number | null;
  /** 1 for the largest magnitude. */
  rank: number;
  of: number;
  /** Of the sum of all magnitudes. */
  share: number;
}

export class Scene {
  readonly kind = "image";
  readonly figure: ImageFigure;
  readonly steps: StepMaps;
  readonly #final: FinalMaps;
  readonly #tables = new Map<PaletteName, Float32Array>();
  /** The last running sum; several pictures of one moment share it. */
  #running: { stage: number; maps: SignedMap } | undefined;
  /** The final map, signed only: what running sums are scaled by, so that they grow into it. */
  readonly #settled: SignedMap;
  #certain: FinalMaps | undefined;
  #meet: boolean | undefined;

  constructor(figure: ImageFigure) {
    this.figure = figure;
    this.steps = new StepMaps(figure.steps, figure.width * figure.height);
    this.#final = new FinalMaps(figure);
    this.#settled = new SignedMap(this.#final.signed);
  }

  /** Which signs the attribution has anywhere. */
  get signs(): Record<Sign, boolean> {
    return this.#final.signs;
  }

  /** Which signs are drawn at a stage: fewer early on the path, or where little is certain. */
  drawnSigns(view: View, stage: number): Record<Sign, boolean> {
    return this.#drawn(view, stage).signs;
  }

  /** Whether some pixel has both: one channel raises the score, another lowers it. */
  get signsMeet(): boolean {
    this.#meet ??= this.figure.positive.some(
      (value, i) => value > 0 && this.figure.negative[i] > 0,
    );
    return this.#meet;
  }

  /** As {@link StepSums.isFinal}. */
  isFinal(stage: number): boolean {
    return this.steps.isFinal(stage);
  }

  /** As {@link StepSums.stage}. */
  stage(alpha: number): number {
    return this.steps.stage(alpha);
  }

  /** The chosen view of the attribution gathered up to a stage. */
  picture(view: View, stage: number): pictures.Pixels {
    const { image } = this.figure;
    const strength = view.strength[view.mode];
    const maps = this.#drawn(view, stage);
    switch (view.mode) {
      case "image":
        return pictures.plain(image);
      case "window": {
        const scale = this.#scaling(stage).absoluteRanking.percentile(view.clip.window);
        return pictures.window(maps.absolute, image, scale, strength);
      }
      case "heat": {
        const scale = this.heatScale(view, stage);
        const options = { kept: view.polarity, image, cover: strength };
        return pictures.heatMap(maps.signed, scale, this.#table(view.palette), options);
      }
      default: {
        const layers = this.#layers(view, stage);
        return pictures.overlay(image, layers, strength, imageStrength(strength));
      }
    }
  }

  /** Value drawn in the end colours of the heat map: the pinned one, else one that fits. */
  heatScale(view: View, stage: number): number {
    if (view.pin !== null) return view.pin;
    return this.#scaling(stage).magnitudeRanking.percentile(view.clip.heat);
  }

  /** The scaled image at α. */
  imageAt(alpha: number): pictures.Pixels {
    return pictures.plain(this.#scaled(alpha));
  }

  /** Window of a step gradient over the scaled image at its α. */
  stepAt(step: number, shared: boolean): pictures.Pixels {
    if (step < 0) return pictures.window(this.figure.positive, this.figure.image, 0);
    const full = shared ? this.steps.sharedScale : this.steps.ownScale(step);
    const level = this.steps.level(step);
    const scale = level > 0 ? full / level : 0;
    return pictures.window(this.steps.absolute(step), this.#scaled(this.steps.alpha(step)), scale);
  }

  /** Both signs of the attribution gathered up to a stage, on the scale of the final one. */
  sumAt(view: View, stage: number): pictures.Pixels {
    const layers = this.#layers(
      { ...view, mode: "overlay", polarity: "both", certain: false },
      stage,
    );
    return pictures.overlay(this.figure.image, layers, 1, SUM_IMAGE_STRENGTH);
  }

  /** What a pixel's value is, and where it stands among the others. */
  read(x: number, y: number, stage: number): Reading {
    const i = y * this.figure.width + x;
    const maps = this.#maps(stage);
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

  #scaled(alpha: number): Uint8Array {
    return pictures.scaledImage(this.figure.image, this.figure.baseline, alpha);
  }

  #table(name: PaletteName): Float32Array {
    let table = this.#tables.get(name);
    if (!table) {
      table = pictures.heatTable(PALETTES[name].heatPositive, PALETTES[name].heatNegative);
      this.#tables.set(name, table);
    }
    return table;
  }

  #maps(stage: number): SignedMap {
    if (this.isFinal(stage)) return this.#final;
    if (this.#running?.stage !== stage) {
      this.#running = { stage, maps: new SignedMap(this.steps.running(stage)) };
    }
    return this.#running.maps;
  }

  /** What is drawn of a stage. Scales stay those of the whole, so that what is certain keeps its look. */
  #drawn(view: View, stage: number): SignedMap {
    const { error } = this.figure;
    if (!view.certain || !error || !this.isFinal(stage)) return this.#maps(stage);
    this.#certain ??= new FinalMaps(certainOnly(this.figure, error));
    return this.#certain;
  }

  /** The map whose rankings scale a stage. */
  #scaling(stage: number): SignedMap {
    return this.isFinal(stage) ? this.#final : this.#settled;
  }

  #layers(view: View, stage: number): pictures.Layer[] {
    const { width, height } = this.figure;
    const palette = PALETTES[view.palette];
    const outlined = view.mode === "outline";
    const signs: Sign[] = view.polarity === "both" ? ["positive", "negative"] : [view.polarity];
    return signs.map((sign) => {
      const ranking = this.#scaling(stage).signRanking(sign);
      const clip = view.clip[view.mode];
      const range = outlined
        ? massRange(ranking, OUTLINE_CLIP_ABOVE, clip)
        : massRange(ranking, clip);
      const [map, factor] = this.#drawn(view, stage).sign(sign);
      const strength = strengths(map, range, factor);
      return {
        strength: outlined ? outline(strength, width, height, { clean: true }) : strength,
        channel: palette[sign],
      };
    });
  }
}

/** A map of which only the signed sum over channels is known. Rankings are made when asked for. */
class SignedMap {
  readonly signed: Float32Array;
  readonly #rankings = new Map<string, Ranking>();
  #signs: Record<Sign, boolean> | undefined;

  constructor(signed: Float32Array) {
    this.signed = signed;
  }

  /** A map and the factor that makes the sign positive; what is below zero then does not count. */
  sign(sign: Sign): [map: Float32Array, factor: 1 | -1] {
    return [this.signed, sign === "positive" ? 1 : -1];
  }

  get signs(): Record<Sign, boolean> {
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
class FinalMaps extends SignedMap {
  readonly #parts: Signs;
  readonly #absolute: Float32Array;

  constructor({ positive, negative }: Signs) {
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
