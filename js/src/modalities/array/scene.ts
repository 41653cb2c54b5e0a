// One array made ready to draw, mirroring igviz/modalities/array/places.py.

import { FEWEST_DRAWN } from "../../generated/limits";
import type { BuildUp } from "../../view/charts/Growth";
import { largest } from "../../view/grid";
import { GridScene } from "../../view/gridScene";
import { heatMap, type Pixels, tableOf } from "../../view/paint/pictures";
import { type Reach, Spans, type Strong } from "../../view/spans";
import type { ArrayState } from "./slice";
import type { ArrayFigure } from "./types";

export class ArrayScene extends GridScene<ArrayFigure> {
  /** The axes of the plane that opens, rows before columns; null where bars show it all. */
  readonly longest = longestOf(this.figure.shape);
  /** The position with most attribution. */
  readonly strongest: readonly number[] = this.grid.position(largest(this.figure.values));
  readonly #final = reachOf(this.figure.values);
  #path: Reach | undefined;

  /** The positions with the largest attribution, the largest first. */
  ranked(drawn: Float32Array, most: number): Strong[] {
    let top: number[] = [];
    let least = 0;
    // Kept in order only now and then: most values are smaller than all that are kept.
    for (let i = 0; i < drawn.length; i++) {
      if (Math.abs(drawn[i]) <= least) continue;
      top.push(i);
      if (top.length < 4 * most) continue;
      top = bySize(top, drawn).slice(0, most);
      least = Math.abs(drawn[top[most - 1]]);
    }
    const { final } = this.attribution;
    return bySize(top, drawn)
      .slice(0, most)
      .map((span) => ({ span, value: drawn[span], final: final[span] }));
  }

  /** How far bars reach: in the end, or anywhere along the path. */
  reach(final: boolean): Reach {
    if (final) return this.#final;
    this.#path ??= this.#alongPath();
    return this.#path;
  }

  #alongPath(): Reach {
    const { steps } = this.attribution;
    const stages = Array.from({ length: steps.count + 1 }, (_, k) => reachOf(steps.running(k)));
    const all = [...stages, this.#final];
    return {
      low: Math.min(...all.map(({ low }) => low)),
      high: Math.max(...all.map(({ high }) => high)),
    };
  }

  /** A plane of the attribution as a heat map. */
  draw(values: Float32Array, view: Pick<ArrayState, "palette" | "polarity" | "clip">): Pixels {
    const scale = this.attribution.ranking("both").percentile(view.clip);
    return heatMap(values, scale, tableOf(view.palette), { kept: view.polarity });
  }

  /** How one value's attribution builds up along the path. */
  buildUp(index: number | null): BuildUp | null {
    if (index === null) return null;
    const span = { from: index, to: index + 1 };
    const { kept, steps } = this.attribution;
    return {
      name: this.name(index),
      ordinal: 0,
      points: new Spans([span], kept, steps).buildUp(0),
    };
  }
}

const bySize = (indices: readonly number[], values: Float32Array): number[] =>
  indices.toSorted((a, b) => Math.abs(values[b]) - Math.abs(values[a]) || a - b);

function reachOf(values: Float32Array): Reach {
  const reach = { low: 0, high: 0 };
  for (const value of values) {
    if (value < reach.low) reach.low = value;
    else if (value > reach.high) reach.high = value;
  }
  return reach;
}

function longestOf(shape: readonly number[]): [number, number] | null {
  const size = shape.reduce((product, length) => product * length, 1);
  if (size < FEWEST_DRAWN || shape.filter((length) => length > 1).length < 2) return null;
  const order = shape.map((_, axis) => axis).sort((a, b) => shape[b] - shape[a] || b - a);
  return [Math.min(order[0], order[1]), Math.max(order[0], order[1])];
}
