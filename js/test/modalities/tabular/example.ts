// A small row with everything in it, for the tests.

import type * as Wire from "../../../src/generated/schema";
import { decode } from "../../../src/modalities/tabular/decode";
import { RowScene } from "../../../src/modalities/tabular/scene";
import { live, textExample, token } from "../../example";

export const NAMES = ["age", "income", "hours", "children"];
export const VALUES = [0.125, -0.5, 0.0625, 0.25];

interface Options {
  pack?: typeof live;
  names?: string[];
  values?: number[];
  /** What the attributions miss of F(x). */
  missed?: number;
}

/** A row whose attributions lead from 0.5, by steps at α = 0, 0.5 and 1 of weights ¼, ½ and ¼. */
export function rowExample(
  change: Partial<Wire.TabularFigure> = {},
  { pack = live, names = NAMES, values = VALUES, missed = 0 }: Options = {},
): Wire.TabularFigure {
  const tokens = names.map((name, at) => token(name, at));
  const { tokens: _, after, about, ...shared } = textExample({}, { pack, tokens, values });
  return {
    ...shared,
    kind: "tabular",
    names,
    inputs: names.map((_, at) => at + 1),
    baseline: names.map(() => 0),
    target: { index: 1, label: "high" },
    score: 0.5 + values.reduce((sum, value) => sum + value, 0) + missed,
    baseline_score: 0.5,
    output: "score",
    ...change,
  };
}

export const row = (wire: unknown) => decode(wire as Wire.TabularFigure);
export const scene = async (...given: Parameters<typeof rowExample>) =>
  new RowScene(await row(rowExample(...given)));
