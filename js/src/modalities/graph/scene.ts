// One graph made ready to draw: what every node and line is worth at every moment of the path.

import { MOST_PARTS } from "../../generated/limits";
import { number, signed } from "../../view/format";
import { ordinals } from "../../view/ordinals";
import { StepSums } from "../../view/paint/sums";
import { type Span, Spans } from "../../view/spans";
import type { Point } from "./size";
import type { GraphFigure } from "./types";

/** A circle or a line, a span of one value. */
export interface Part extends Span {
  name: string;
  /** Which one of several of that name, or 0. */
  ordinal: number;
}

/** One feature of a part, in words. */
export interface Told {
  name: string;
  ends: string;
  value: string;
}

export class GraphScene {
  readonly figure: GraphFigure;
  readonly steps: StepSums;
  readonly parts: Spans<Part>;
  readonly places: readonly Point[];
  readonly radius: number;
  /** How many circles there are, which come before the lines. */
  readonly circles: number;

  constructor(figure: GraphFigure) {
    this.figure = figure;
    this.circles = figure.labels.length;
    this.steps = new StepSums(figure.steps, figure.values.length);
    this.parts = new Spans(partsOf(figure), figure, this.steps);
    this.places = figure.labels.map((_, i) => ({
      x: figure.places[2 * i],
      y: figure.places[2 * i + 1],
    }));
    this.radius = figure.radius;
  }

  /** What one part is called: an edge is a part where nodes are parts, too. */
  get noun(): string {
    return this.parts.list.length > this.circles ? "part" : this.figure.noun;
  }

  /** The strongest features of a part. */
  told(part: number): Told[] {
    const { parts, features } = this.figure;
    const rows = Array.from({ length: MOST_PARTS }, (_, row) => 4 * (part * MOST_PARTS + row));
    return rows
      .filter((at) => parts[at] >= 0)
      .map((at) => ({
        name: features[parts[at]] ?? "",
        ends: `${number(parts[at + 2])} → ${number(parts[at + 1])}`,
        value: signed(parts[at + 3]),
      }));
  }
}

function partsOf({ names }: GraphFigure): Part[] {
  const places = ordinals(names);
  return names.map((name, from) => ({
    from,
    to: from + 1,
    name: name || "·",
    ordinal: places[from],
  }));
}
