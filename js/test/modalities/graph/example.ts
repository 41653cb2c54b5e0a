// A small graph with everything in it, for the tests: a square with a tail, and its edges as parts.

import type * as Wire from "../../../src/generated/schema";
import { decode } from "../../../src/modalities/graph/decode";
import { GraphScene } from "../../../src/modalities/graph/scene";
import { live, textExample, token } from "../../example";

export const NAMES = ["a", "b", "c", "d"];
export const VALUES = [0.125, -0.5, 0.0625, 0.25];
const PLACES = [100, 100, 500, 100, 500, 500, 100, 500];

interface Options {
  pack?: typeof live;
  names?: string[];
  values?: number[];
}

/** A graph whose attributions add up by steps at α = 0, 0.5 and 1 of weights ¼, ½ and ¼. */
export function graphExample(
  change: Partial<Wire.GraphFigure> = {},
  { pack = live, names = NAMES, values = VALUES }: Options = {},
): Wire.GraphFigure {
  const tokens = names.map((name, at) => token(name, at));
  const { tokens: _, after, about, ...shared } = textExample({}, { pack, tokens, values });
  return {
    ...shared,
    kind: "graph",
    noun: "node",
    names,
    labels: names,
    box: [600, 600],
    places: names.flatMap((_, at) => PLACES.slice(2 * at, 2 * at + 2)),
    radius: 40,
    paths: ["M100 100L500 100", "M500 100L500 500"],
    told: names.map((name) => [[`size of ${name}`, "0 → 1, +0.5"]]),
    features: ["size", "colour"],
    totals: [0.5, -0.25],
    about: [3],
    target: { index: 1, label: "high" },
    score: 0.5 + values.reduce((sum, value) => sum + value, 0),
    baseline_score: 0.5,
    output: "score",
    ...change,
  };
}

export const graph = (wire: unknown) => decode(wire as Wire.GraphFigure);
export const scene = async (...given: Parameters<typeof graphExample>) =>
  new GraphScene(await graph(graphExample(...given)));
