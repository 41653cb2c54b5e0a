// Checks the figure of many rows and turns its arrays into typed ones.

import type { RowsFigure as Wire } from "../../generated/schema";
import { bytes, FigureError, floats, sameLength } from "../../wire/arrays";
import { checkFacts } from "../../wire/facts";
import type { RowsFigure } from "./types";

export async function decode(wire: Wire): Promise<RowsFigure> {
  const { names, rows, labels, of, categories, figures } = wire;
  if (![names, rows, labels].every(isTexts) || names.length * rows.length === 0) {
    throw new FigureError("The figure holds no rows of features.");
  }
  sameLength("rows", rows, of);
  sameLength("features", names, categories);
  const [n, d] = [rows.length, names.length];
  const starts = wire.baselines?.shape?.[0] === 1 ? 1 : n;
  const said = checkFacts(wire);
  const read = async (name: string, array: Wire["values"], shape: number[]) =>
    floats(await bytes(name, array, "f32", shape));
  const [inputs, baselines, values, scores, baselineScores, errors] = await Promise.all([
    read("inputs", wire.inputs, [n, d]),
    read("baselines", wire.baselines, [starts, d]),
    read("values", wire.values, [n, d]),
    read("scores", wire.scores, [n]),
    read("baseline_scores", wire.baseline_scores, [n]),
    read("errors", wire.errors, [n]),
  ]);
  const arrays = { inputs, baselines, values, scores, baselineScores, errors };
  const [missing, unknown] = [new Set(wire.missing), new Set(wire.unknown)];
  return {
    ...wire,
    ...said,
    ...arrays,
    missing,
    unknown,
    figures: Array.isArray(figures) ? figures : [],
  };
}

const isTexts = (given: unknown): given is string[] =>
  Array.isArray(given) && given.every((one) => typeof one === "string");
