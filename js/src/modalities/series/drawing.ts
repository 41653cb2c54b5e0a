// What is drawn of a series, each part made anew only when something it is made from has changed.

import { computed, type ReadonlySignal } from "@preact/signals-core";
import { mayBeZero } from "../../view/paint/certain";
import { shows } from "../../view/signs";
import type { Spans, Strong } from "../../view/spans";
import { line } from "./columns";
import type { SeriesScene } from "./scene";
import { brushed, type SeriesState } from "./slice";

/** Rows in the list of the strongest. */
export const MOST = 8;

export interface Drawing {
  stage: ReadonlySignal<number>;
  /** Attributions of every step so far. */
  values: ReadonlySignal<Float32Array>;
  /** What each column of each channel adds up to so far, zero where it is muted. */
  columns: ReadonlySignal<Float32Array[]>;
  /** The line of each channel at α. */
  lines: ReadonlySignal<string[]>;
  strongest: ReadonlySignal<Strong[]>;
  /** What is brushed, in each of the channels. */
  brushed: ReadonlySignal<Spans | null>;
}

export function drawingOf(scene: SeriesScene, view: SeriesState): Drawing {
  const { ways, edges, reaches, figure, steps } = scene;
  const stage = computed(() => steps.stage(view.alpha));
  const values = computed(() => scene.values(stage.value));
  const errors = figure.error && scene.columns(figure.error);
  const drawn = (sums: Float32Array, channel: number) => {
    const error = view.certain && steps.isFinal(stage.value) && errors?.[channel];
    const muted = (sum: number, k: number) => error && mayBeZero(sum, error[k]);
    return sums.map((sum, k) => (shows(view.polarity, sum) && !muted(sum, k) ? sum : 0));
  };
  return {
    stage,
    values,
    columns: computed(() => scene.columns(values.value).map(drawn)),
    lines: computed(() => ways.map((way, c) => line(way, view.alpha, edges, reaches[c]))),
    strongest: computed(() => scene.intervals.strongest(view, stage.value, MOST)),
    brushed: computed(() => {
      const range = brushed(view);
      return range && scene.across(range);
    }),
  };
}
