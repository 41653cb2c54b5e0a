// One series made ready to draw: what every interval is worth at every moment of the path.

import { StepSums } from "../../view/paint/sums";
import { type Span, Spans } from "../../view/spans";
import { columnsOf, edgesOf, reachOf, type Way } from "./columns";
import type { SeriesFigure } from "./types";

/** Steps `from` up to, not including, `to`. */
export type Range = Span;

/** An interval of one channel. */
export interface Part extends Span {
  channel: number;
  range: Range;
  name: string;
}

export class SeriesScene {
  readonly figure: SeriesFigure;
  readonly steps: StepSums;
  readonly intervals: Spans<Part>;
  /** Each channel as a whole. */
  readonly whole: Spans;
  readonly ways: readonly Way[];
  readonly reaches: readonly [number, number][];
  readonly edges: readonly number[];
  /** The largest sum of a column: what full strength stands for. */
  readonly full: number;

  constructor(figure: SeriesFigure) {
    const { channels, length, intervals } = figure;
    this.figure = figure;
    this.steps = new StepSums(figure.steps, figure.values.length);
    const parts = channels.flatMap((name, channel) =>
      intervals.map((one): Part => {
        const range = { from: one.start, to: one.end };
        return { ...this.#span(channel, range), channel, range, name: this.named(one.name, name) };
      }),
    );
    this.intervals = new Spans(parts, figure, this.steps);
    this.whole = this.across({ from: 0, to: length });
    const own = (list: Float32Array, c: number) => list.subarray(c * length, (c + 1) * length);
    this.ways = channels.map((_, c) => [own(figure.baseline, c), own(figure.inputs, c)]);
    this.reaches = this.ways.map(reachOf);
    this.edges = edgesOf(length);
    this.full = Math.max(
      ...this.columns(figure.values).map((sums) => Math.max(...sums.map(Math.abs))),
    );
  }

  #span(channel: number, { from, to }: Range): Span {
    const start = channel * this.figure.length;
    return { from: start + from, to: start + to };
  }

  /** A channel, where there are several, and a time. */
  named(when: string, channel: string): string {
    return this.figure.channels.length > 1 ? `${channel} · ${when}` : when;
  }

  /** A range in each of the channels. */
  across(range: Range): Spans {
    const spans = this.figure.channels.map((_, c) => this.#span(c, range));
    return new Spans(spans, this.figure, this.steps);
  }

  /** Attributions of every step gathered up to a stage. */
  values(stage: number): Float32Array {
    return this.steps.isFinal(stage) ? this.figure.values : this.steps.running(stage);
  }

  /** What each column of each channel adds up to. */
  columns(values: Float32Array, edges = this.edges): Float32Array[] {
    const { channels, length } = this.figure;
    return channels.map((_, c) => columnsOf(values, c * length, edges));
  }
}
