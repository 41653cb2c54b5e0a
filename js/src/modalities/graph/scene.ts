// One graph made ready to draw: what every node and line is worth at every moment of the path.

import { ordinals } from "../../view/ordinals";
import { StepSums } from "../../view/paint/sums";
import { type Span, Spans } from "../../view/spans";
import type { GraphFigure } from "./types";

/** A circle or a line, a span of one value. */
export interface Part extends Span {
  name: string;
  /** Which one of several of that name, or 0. */
  ordinal: number;
}

export interface Point {
  x: number;
  y: number;
}

export class GraphScene {
  readonly figure: GraphFigure;
  readonly steps: StepSums;
  readonly parts: Spans<Part>;
  /** Where each part stands. */
  readonly spots: readonly Point[];
  /** How many circles there are, which come before the lines. */
  readonly circles: number;
  /** What one part is called: an edge is a part where nodes are parts, too. */
  readonly noun: string;

  constructor(figure: GraphFigure) {
    const { names, labels, places, noun } = figure;
    this.figure = figure;
    this.circles = labels.length;
    this.noun = names.length > labels.length ? "part" : noun;
    this.steps = new StepSums(figure.steps, names.length);
    const numbered = ordinals(names);
    const parts = names.map((name, from) => {
      return { from, to: from + 1, name: name || "·", ordinal: numbered[from] };
    });
    this.parts = new Spans(parts, figure, this.steps);
    this.spots = names.map((_, i) => ({ x: places[2 * i], y: places[2 * i + 1] }));
  }
}
