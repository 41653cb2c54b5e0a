// The pictures of an image, each made anew only when something it is made from has changed.

import { computed, type ReadonlySignal } from "@preact/signals-core";
import { type Pixels, plain, scaledImage, window } from "../../view/paint/pictures";
import { picture } from "./modes";
import { sumAt } from "./modes/overlay";
import type { ImageScene } from "./scene";
import type { ImageState } from "./slice";

export interface Drawing {
  stage: ReadonlySignal<number>;
  picture: ReadonlySignal<Pixels>;
  /** Of the moment: the image at α, the step gradient there, the sum up to there. */
  image: ReadonlySignal<Pixels>;
  step: ReadonlySignal<Pixels>;
  sum: ReadonlySignal<Pixels>;
}

export function drawingOf(scene: ImageScene, view: ImageState): Drawing {
  const stage = computed(() => scene.steps.stage(view.alpha));
  const nearest = computed(() => scene.steps.nearest(view.alpha));
  return {
    stage,
    picture: computed(() => picture(scene, view, stage.value)),
    image: computed(() => imageAt(scene, view.alpha)),
    step: computed(() => stepAt(scene, nearest.value, view.sharedScale)),
    sum: computed(() => sumAt(scene, view, stage.value)),
  };
}

/** The scaled image at α. */
export const imageAt = (scene: ImageScene, alpha: number): Pixels => plain(scaled(scene, alpha));

/** Window of a step gradient over the scaled image at its α. */
export function stepAt(scene: ImageScene, step: number, shared: boolean): Pixels {
  const { figure, steps } = scene;
  if (step < 0) return window(figure.positive, figure.image, 0);
  const full = shared ? steps.sharedScale : steps.ownScale(step);
  const level = steps.level(step);
  const scale = level > 0 ? full / level : 0;
  return window(steps.absolute(step), scaled(scene, steps.alpha(step)), scale);
}

const scaled = ({ figure }: ImageScene, alpha: number): Uint8Array =>
  scaledImage(figure.image, figure.baseline, alpha);
