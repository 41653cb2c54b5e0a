// Many rows made ready to draw: features by size, rows in an order, and one row by itself.

import { MOST_LANES, STRONG } from "../../generated/limits";
import { othersName } from "../../view/format";
import type { KindOf } from "../../view/kind";
import { ordinals } from "../../view/ordinals";
import type { Order } from "./slice";
import type { RowsFigure } from "./types";

/** One feature over all rows, or those that have no lane of their own, added up. */
export interface Lane {
  /** The place of the feature; null of several. */
  of: number | null;
  name: string;
  ordinal: number;
  values: Float32Array;
  /** Mean of its sizes, and its mean. */
  size: number;
  mean: number;
}

export class RowsScene {
  readonly figure: RowsFigure;
  /** Features by falling mean size; the smallest added up. */
  readonly lanes: readonly Lane[];
  /** The size that has the full colour. */
  readonly end: number;
  readonly kindOf: KindOf;
  readonly #orders = new Map<string, Int32Array>();

  constructor(figure: RowsFigure, kindOf: KindOf) {
    this.figure = figure;
    this.kindOf = kindOf;
    this.lanes = lanesOf(figure);
    const sizes = Float32Array.from(
      this.lanes.flatMap(({ values }) => Array.from(values, Math.abs)),
    ).sort();
    const last = sizes[sizes.length - 1];
    this.end = sizes[Math.floor(STRONG * (sizes.length - 1))] || last || 1;
  }

  get count(): number {
    return this.figure.rows.length;
  }

  /** The rows from left to right. */
  order(by: Order, lane: number | null): Int32Array {
    const key = `${by} ${by === "feature" ? lane : ""}`;
    let order = this.#orders.get(key);
    if (!order) {
      order = Int32Array.from({ length: this.count }, (_, row) => row);
      const from = by === "feature" ? this.lanes[lane ?? 0].values : this.figure.scores;
      if (by !== "given") order.sort((a, b) => from[a] - from[b] || a - b);
      this.#orders.set(key, order);
    }
    return order;
  }

  /** What a feature is in a row: a number, the name of its category, or null for nothing. */
  cell(row: number, feature: number): number | string | null {
    const { inputs, missing, names } = this.figure;
    const at = row * names.length + feature;
    return missing.has(at) ? null : this.#named(inputs[at], feature);
  }

  /** The same at the baseline. */
  start(row: number, feature: number): number | string | null {
    const { baselines, unknown, names } = this.figure;
    const at = (baselines.length === names.length ? 0 : row * names.length) + feature;
    return unknown.has(at) ? null : this.#named(baselines[at], feature);
  }

  /** The figure of one row as its kind takes it: whole where there is one, else without a path. */
  figureOf(row: number): unknown {
    const { figure } = this;
    if (figure.figures[row]) return figure.figures[row];
    const { rows, labels, of, categories, figures, baselines, inputs, missing, unknown, ...facts } =
      figure;
    const d = figure.names.length;
    const features = figure.names.map((_, feature) => feature);
    const none = { dtype: "i8", shape: [0, d], data: new Uint8Array(0) };
    return {
      ...facts,
      kind: "tabular",
      notes: [],
      target: { index: null, label: labels[of[row]] },
      score: figure.scores[row],
      baseline_score: figure.baselineScores[row],
      inputs: features.map((feature) => this.cell(row, feature)),
      baseline: features.map((feature) => this.start(row, feature)),
      values: {
        dtype: "f32",
        shape: [d],
        data: figure.values.slice(row * d, row * d + d),
      },
      error: null,
      steps: { alphas: [], weights: [], signed: none, signed_scale: [] },
      beside: 0,
    };
  }

  #named(value: number, feature: number): number | string {
    const names = this.figure.categories[feature];
    return names.length > 0 ? (names[value] ?? "") : value;
  }
}

function lanesOf({ names, rows, values }: RowsFigure): Lane[] {
  const [n, d] = [rows.length, names.length];
  const places = ordinals(names);
  const columns = names.map((_, at) => Float32Array.from(rows, (_, row) => values[row * d + at]));
  const every = columns.map((column, at) => lane(at, names[at] || "·", places[at], column));
  every.sort((a, b) => b.size - a.size || (a.of ?? 0) - (b.of ?? 0));
  if (d <= MOST_LANES) return every;
  const rest = every.slice(MOST_LANES);
  const sum = new Float32Array(n);
  for (const one of rest) for (let row = 0; row < n; row++) sum[row] += one.values[row];
  return [...every.slice(0, MOST_LANES), lane(null, othersName(rest.length), 0, sum)];
}

function lane(of: number | null, name: string, ordinal: number, values: Float32Array): Lane {
  let [size, mean] = [0, 0];
  for (const value of values) {
    size += Math.abs(value) / values.length;
    mean += value / values.length;
  }
  return { of, name, ordinal, values, size, mean };
}

/** The share of values that are smaller, 0 to 1, of each. */
export function ranks(values: Float32Array): Float32Array {
  const sorted = values.slice().sort();
  const below = new Map<number, number>();
  sorted.forEach((value, at) => {
    if (!below.has(value)) below.set(value, at);
  });
  return values.map((value) => (below.get(value) ?? 0) / Math.max(1, values.length - 1));
}

/** How far each of many points stands off its line, −1 to 1, so that they lie apart. */
export function spread(
  values: Float32Array,
  low: number,
  high: number,
  bins: number,
): Float32Array {
  const counts = new Int32Array(bins);
  const place = (value: number) =>
    Math.min(bins - 1, Math.floor(((value - low) / (high - low || 1)) * bins));
  const off = values.map((value) => {
    const number = counts[place(value)]++;
    return (number % 2 ? -1 : 1) * Math.ceil(number / 2);
  });
  const most = Math.max(1, ...Array.from(counts, (size) => size >> 1));
  return off.map((steps) => steps / most);
}
