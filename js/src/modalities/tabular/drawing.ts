// What is drawn of a row, each part made anew only when something it is made from has changed.

import { computed, type ReadonlySignal } from "@preact/signals-core";
import type { Strong } from "../../view/spans";
import type { RowScene } from "./scene";
import type { RowState } from "./slice";
import { type Waterfall, waterfall } from "./steps";

/** Rows in the list of the strongest. */
export const MOST = 8;

export interface Drawing {
  stage: ReadonlySignal<number>;
  waterfall: ReadonlySignal<Waterfall>;
  /** Values so far, zero where a feature is muted. */
  drawn: ReadonlySignal<Float32Array>;
  strongest: ReadonlySignal<Strong[]>;
}

export function drawingOf(scene: RowScene, view: RowState): Drawing {
  const stage = computed(() => scene.steps.stage(view.alpha));
  return {
    stage,
    waterfall: computed(() => waterfall(scene, stage.value)),
    drawn: computed(() => scene.features.drawn(view, stage.value)),
    strongest: computed(() => scene.features.strongest(view, stage.value, MOST)),
  };
}
