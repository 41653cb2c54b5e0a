// What is drawn of a series, each part made anew only when something it is made from has changed.

import { computed, type ReadonlySignal } from "@preact/signals-core";
import type { BuildUp } from "../../view/charts/Growth";
import { mayBeZero } from "../../view/paint/certain";
import { shows } from "../../view/signs";
import type { Spans, Strong } from "../../view/spans";
import type { SeriesScene } from "./scene";
import { type SeriesState, spanOf } from "./slice";
import { range } from "./times";

/** Rows in the list of the strongest. */
export const MOST = 8;

export interface Drawing {
  stage: ReadonlySignal<number>;
  /** What each column of each channel adds up to so far, zero where it is muted. */
  columns: ReadonlySignal<Float32Array[]>;
  /** The line of each channel at α, or what it is in the shades of a strip. */
  lines: ReadonlySignal<string[]>;
  shades: ReadonlySignal<Float32Array[]>;
  strongest: ReadonlySignal<Strong[]>;
  /** The steps that are read out, of each of the channels; and how what is brushed builds up. */
  spans: ReadonlySignal<Spans | null>;
  buildUp: ReadonlySignal<BuildUp | null>;
}

export function drawingOf(scene: SeriesScene, view: SeriesState): Drawing {
  const { figure, steps } = scene;
  const errors = figure.error && scene.columns(figure.error);
  const stage = computed(() => steps.stage(view.alpha));
  const isFinal = () => steps.isFinal(stage.value);
  const spans = computed(() => {
    const span = spanOf(view);
    return span && scene.across(span);
  });
  return {
    stage,
    columns: computed(() => {
      const known = view.certain && isFinal() && errors;
      return scene.columns(isFinal() ? figure.values : steps.running(stage.value)).map((sums, c) =>
        sums.map((sum, k) => {
          const muted = known && mayBeZero(sum, known[c][k]);
          return shows(view.polarity, sum) && !muted ? sum : 0;
        }),
      );
    }),
    lines: computed(() => scene.lines(view.alpha)),
    shades: computed(() => scene.shades(view.alpha)),
    strongest: computed(() => scene.intervals.strongest(view, stage.value, MOST)),
    spans,
    buildUp: computed(() => {
      const span = view.brush && spanOf(view);
      if (!span || !spans.value) return null;
      const name = scene.named(range(figure, span), view.channel);
      return { name, ordinal: 0, points: spans.value.buildUp(view.channel) };
    }),
  };
}
