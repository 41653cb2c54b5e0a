// One row made ready to draw: what every feature is worth at every moment of the path.

import { number } from "../../view/format";
import { ordinals } from "../../view/ordinals";
import { StepSums } from "../../view/paint/sums";
import { type Span, Spans } from "../../view/spans";
import type { RowFigure } from "./types";

/** One feature, a span of one value. */
export interface Feature extends Span {
  name: string;
  /** Which one of several of that name, or 0. */
  ordinal: number;
  /** Its way from the baseline to the input: 0 → 39. */
  ends: string;
}

export class RowScene {
  readonly figure: RowFigure;
  readonly steps: StepSums;
  readonly features: Spans<Feature>;
  /** The places of the features, the largest attribution first. */
  readonly bySize: readonly number[];

  constructor(figure: RowFigure) {
    this.figure = figure;
    this.steps = new StepSums(figure.steps, figure.names.length);
    this.features = new Spans(featuresOf(figure), figure, this.steps);
    const size = (at: number) => Math.abs(figure.values[at]);
    this.bySize = figure.names.map((_, at) => at).sort((a, b) => size(b) - size(a) || a - b);
  }
}

function featuresOf({ names, inputs, baseline }: RowFigure): Feature[] {
  const places = ordinals(names);
  return names.map((name, at) => ({
    from: at,
    to: at + 1,
    name: name || "·",
    ordinal: places[at],
    ends: `${number(baseline[at])} → ${number(inputs[at])}`,
  }));
}
