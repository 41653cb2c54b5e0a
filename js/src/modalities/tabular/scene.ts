// One row made ready to draw: what every feature is worth at every moment of the path.

import { ordinals } from "../../view/ordinals";
import { StepSums } from "../../view/paint/sums";
import { type Reach, type Span, Spans } from "../../view/spans";
import { way } from "./cells";
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
  /** How far the final bars reach, and by how much they differ from baseline to baseline. */
  readonly reach: Reach;
  /** The places of the features, the largest attribution first. */
  readonly bySize: readonly number[];

  constructor(figure: RowFigure) {
    this.figure = figure;
    this.steps = new StepSums(figure.steps, figure.names.length);
    this.features = new Spans(featuresOf(figure), figure, this.steps);
    this.reach = reachOf(figure, this.features.reach(true));
    const size = (at: number) => Math.abs(figure.values[at]);
    this.bySize = figure.names.map((_, at) => at).sort((a, b) => size(b) - size(a) || a - b);
  }
}

function reachOf({ values, spread }: RowFigure, bars: Reach): Reach {
  let { low, high } = bars;
  spread?.forEach((by, at) => {
    low = Math.min(low, values[at] - by);
    high = Math.max(high, values[at] + by);
  });
  return { low, high };
}

function featuresOf({ names, inputs, baseline }: RowFigure): Feature[] {
  const places = ordinals(names);
  return names.map((name, at) => ({
    from: at,
    to: at + 1,
    name: name || "·",
    ordinal: places[at],
    ends: way(baseline[at], inputs[at]),
  }));
}
