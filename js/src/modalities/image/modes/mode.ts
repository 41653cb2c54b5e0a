// What a way of drawing the attribution over an image brings along: one file each.

import type { JSX } from "preact";
import type { Pixels } from "../../../view/paint/pictures";
import type { Layered } from "../grained";
import type { ImageScene } from "../scene";
import type { ImageState } from "../slice";

/** The slider that says what is drawn at full strength. */
export interface Clip {
  readonly opens: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly tip: string;
}

export interface Mode {
  readonly id: string;
  readonly label: string;
  readonly tip: string;
  /** Null where no attribution is drawn. */
  readonly clip: Clip | null;
  /** How far the attribution covers the image when a view opens, 0..1. */
  readonly strength: number;
  /** Whether the signs are told apart, in colours. */
  readonly signed: boolean;
  /** Whether the colours are those of the swatches, and whether both may meet in one pixel. */
  readonly swatches: boolean;
  readonly mixes: boolean;
  /** What is drawn of an image, where that is no matter of the grain. */
  layered?(scene: ImageScene): Layered;
  /** What the picture means where it shows something; `mixed` where colours do meet. */
  legend(view: ImageState, mixed: boolean): string;
  draw(scene: ImageScene, view: ImageState, stage: number): Pixels;
  /** The scale of its colours, where there is one. */
  Scale?(props: { scene: ImageScene; view: ImageState; stage: number }): JSX.Element;
}

/** Percentiles near the largest value. */
export const NEAR_TOP = { min: 80, max: 100, step: 0.1 } as const;

/** The slider of modes that scale colours by mass, but for what it opens with. */
export const OF_MASS = {
  ...NEAR_TOP,
  tip: "Percentile of attribution mass drawn at full colour: lower shows fainter attribution",
} as const;

/** Keeps the slider's place where nothing is clipped. */
export const NO_CLIP: Clip = { ...NEAR_TOP, opens: 99, tip: "" };
