// Checks the figure of a graph and turns its arrays into typed ones.

import { MOST_PARTS } from "../../generated/limits";
import type { GraphFigure as Wire } from "../../generated/schema";
import { bytes, FigureError, floats, sameLength } from "../../wire/arrays";
import { checkFacts, decodeSteps } from "../../wire/facts";
import type { GraphFigure } from "./types";

export async function decode(wire: Wire): Promise<GraphFigure> {
  const { names, labels, places, lines, features, totals, about, radius } = wire;
  const texts = [names, labels, features].flat();
  if (!names?.length || !labels?.length || texts.some((one) => typeof one !== "string")) {
    throw new FigureError("The figure holds no names of nodes.");
  }
  sameLength("features", features, totals);
  const known = (one: number) => Number.isInteger(one) && one >= 0 && one < labels.length;
  const placed = places.length === 2 * labels.length && [...places, radius].every(Number.isFinite);
  if (!placed || !lines.every(([from, to]) => known(from) && known(to)) || !about.every(known)) {
    throw new FigureError("The figure's lines and places do not fit its nodes.");
  }
  const said = checkFacts(wire);
  const parts = [names.length];
  const [values, strongest, error, steps] = await Promise.all([
    bytes("values", wire.values, "f32", parts),
    bytes("parts", wire.parts, "f32", [...parts, MOST_PARTS, 4]),
    wire.error ? bytes("error", wire.error, "f32", parts) : null,
    decodeSteps(wire.steps, parts),
  ]);
  return {
    ...{ ...wire, ...said, steps },
    values: floats(values),
    parts: floats(strongest),
    error: error && floats(error),
  };
}
