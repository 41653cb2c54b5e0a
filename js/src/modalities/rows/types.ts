// The figure of many rows of one table with its arrays decoded.

import type { Facts } from "../../wire/facts";

export interface RowsFigure extends Facts {
  names: string[];
  /** What each row is called, and the label of what is explained of it. */
  rows: string[];
  labels: string[];
  of: number[];
  /** Of each feature what it may be, where it is no number. */
  categories: string[][];
  /** (rows, features), those of the baselines (1, features) where all rows have the same. */
  inputs: Float32Array;
  baselines: Float32Array;
  /** Places in both without a value, whose numbers are only there to be drawn. */
  missing: ReadonlySet<number>;
  unknown: ReadonlySet<number>;
  values: Float32Array;
  scores: Float32Array;
  baselineScores: Float32Array;
  /** Below zero where unknown. */
  errors: Float32Array;
  /** A whole figure of each row, where rows are few. */
  figures: unknown[];
}
