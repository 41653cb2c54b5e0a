// One series made ready to draw: what every interval is worth at every moment of the path.

import { MOST_LINES } from "../../generated/limits";
import { StepSums } from "../../view/paint/sums";
import { type Span, Spans } from "../../view/spans";
import { columnsOf, edgesOf, line, reachOf, type Way } from "./columns";
import type { SeriesFigure } from "./types";

/** Sums up to the last point of the path that was asked for are kept: all of the view needs them. */
class KeptSums extends StepSums {
  #last: { count: number; sum: Float32Array } | undefined;

  override running(count: number): Float32Array {
    if (this.#last?.count !== count) this.#last = { count, sum: super.running(count) };
    return this.#last.sum;
  }
}

/** An interval of one channel: a span of the values of all of them. */
export interface Part extends Span {
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
  /** Whether a strip has the first channel at the bottom: a spectrogram's lowest frequency. */
  readonly upward: boolean;
  readonly edges: readonly number[];
  /** The line of each channel's baseline. */
  readonly starts: readonly string[];
  /** The largest sum of a column: what full strength stands for. */
  readonly full: number;
  #columns: Float32Array[][] | undefined;

  constructor(figure: SeriesFigure) {
    const { channels, hertz, length, baseline, inputs } = figure;
    this.figure = figure;
    this.steps = new KeptSums(figure.steps, figure.values.length);
    const parts = channels.flatMap((_, c) =>
      figure.intervals.map(({ start, end, name }) => ({
        from: c * length + start,
        to: c * length + end,
        name: this.named(name, c),
      })),
    );
    this.intervals = new Spans(parts, figure, this.steps);
    this.whole = this.across({ from: 0, to: length });
    this.ways = this.whole.list.map(({ from, to }) => [
      baseline.subarray(from, to),
      inputs.subarray(from, to),
    ]);
    this.reaches = this.ways.map(reachOf);
    this.upward = isStrip(figure) && !!hertz && hertz[0] < hertz[hertz.length - 1];
    this.edges = edgesOf(length);
    this.starts = this.lines(0);
    this.full = largest(this.columns(figure.values));
  }

  /** A channel, where there are several, and a time. */
  named(when: string, channel: number): string {
    const { channels } = this.figure;
    return channels[1] === undefined ? when : `${channels[channel]} · ${when}`;
  }

  /** The same steps of each of the channels. */
  across({ from, to }: Span): Spans {
    const { channels, length } = this.figure;
    const spans = channels.map((_, c) => ({ from: c * length + from, to: c * length + to }));
    return new Spans(spans, this.figure, this.steps);
  }

  /** The line of each channel at α. */
  lines(alpha: number, edges = this.edges): string[] {
    return this.ways.map((way, c) => line(way, alpha, edges, this.reaches[c]));
  }

  /**
   * The means of the columns of each channel at α, from its least, 0, to its most, 1. The channels
   * of a spectrogram can be compared.
   */
  shades(alpha: number, edges = this.edges): Float32Array[] {
    const { hertz } = this.figure;
    const all: [number, number] = [
      Math.min(...this.reaches.map(([low]) => low)),
      Math.max(...this.reaches.map(([, high]) => high)),
    ];
    const [starts, ends] = edges === this.edges ? this.#ends() : this.#bothEnds(edges);
    return starts.map((sums, c) => {
      const [low, high] = hertz ? all : this.reaches[c];
      return sums.map((sum, k) => {
        const mean = (sum + alpha * (ends[c][k] - sum)) / (edges[k + 1] - edges[k]);
        return (mean - low) / (high - low || 1);
      });
    });
  }

  /** The same at every α. */
  #ends() {
    this.#columns ??= this.#bothEnds(this.edges);
    return this.#columns;
  }

  #bothEnds(edges: readonly number[]) {
    const { baseline, inputs } = this.figure;
    return [baseline, inputs].map((values) => this.columns(values, edges));
  }

  /** The place from the top of a channel in a strip, or the channel at a place. */
  turned(at: number): number {
    return this.upward ? this.figure.channels.length - 1 - at : at;
  }

  /** What each column of each channel adds up to. */
  columns(values: Float32Array, edges = this.edges): Float32Array[] {
    const { channels, length } = this.figure;
    return channels.map((_, c) => columnsOf(values, c * length, edges));
  }
}

/** Whether there are too many channels for a line each. */
export const isStrip = ({ channels }: SeriesFigure): boolean => channels.length > MOST_LINES;

export const largest = (lists: readonly Float32Array[]): number =>
  lists.reduce((most, list) => list.reduce((so, one) => Math.max(so, Math.abs(one)), most), 0);
