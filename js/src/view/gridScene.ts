// Values of a grid made ready to draw: their attribution, and what each slice sums to.

import type { Facts } from "../wire/facts";
import { Attribution } from "./attribution";
import { Grid, type Profile } from "./grid";
import type { Values } from "./spans";

export interface GridFigure extends Facts, Values {
  shape: readonly number[];
}

export class GridScene<F extends GridFigure = GridFigure> {
  readonly figure: F;
  readonly grid: Grid;
  readonly attribution: Attribution;
  /** What the slices across each axis sum to in the end. */
  readonly profiles: readonly Profile[];

  constructor(figure: F) {
    this.figure = figure;
    this.grid = new Grid(figure.shape);
    this.attribution = new Attribution(figure);
    this.profiles = this.profilesOf(figure.values);
  }

  profilesOf(values: Float32Array): readonly Profile[] {
    if (values === this.attribution.final && this.profiles) return this.profiles;
    return this.grid.shape.map((_, axis) => this.grid.profile(values, axis));
  }

  /** A position as it is written. */
  name(index: number): string {
    return `[${this.grid.position(index).join(", ")}]`;
  }
}
