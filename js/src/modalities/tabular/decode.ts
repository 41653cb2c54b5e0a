// Checks the figure of a row and turns its arrays into typed ones.

import type { TabularFigure } from "../../generated/schema";
import { bytes, FigureError, floats, sameLength } from "../../wire/arrays";
import { checkFacts, decodeSteps } from "../../wire/facts";
import { isCell } from "./cells";
import type { RowFigure } from "./types";

export async function decode(wire: TabularFigure): Promise<RowFigure> {
  const { names, inputs, baseline } = wire;
  if (!Array.isArray(names) || names.length === 0 || names.some((one) => typeof one !== "string")) {
    throw new FigureError("The figure holds no names of features.");
  }
  sameLength("features", names, inputs, baseline);
  if (![...inputs, ...baseline].every(isCell)) {
    throw new FigureError("The figure holds cells that are neither numbers nor words.");
  }
  const said = checkFacts(wire);
  const row = [names.length];
  const [values, error, spread, steps] = await Promise.all([
    bytes("values", wire.values, "f32", row),
    wire.error ? bytes("error", wire.error, "f32", row) : null,
    wire.spread ? bytes("spread", wire.spread, "f32", row) : null,
    decodeSteps(wire.steps, row),
  ]);
  return {
    ...wire,
    ...said,
    values: floats(values),
    error: error && floats(error),
    spread: spread && floats(spread),
    steps,
  };
}
