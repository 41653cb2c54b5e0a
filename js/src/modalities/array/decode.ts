// Checks the figure of an array and turns its arrays into typed ones.

import type * as Wire from "../../generated/schema";
import { bytes, FigureError, floats } from "../../wire/arrays";
import { checkFacts, decodeSteps } from "../../wire/facts";
import type { ArrayFigure } from "./types";

export async function decode(wire: Wire.ArrayFigure): Promise<ArrayFigure> {
  const shape = wire.values?.shape ?? [];
  if (shape.length === 0 || !shape.every((length) => length >= 1)) {
    throw new FigureError("The figure holds no array.");
  }
  const said = checkFacts(wire);
  const [inputs, values, error, steps] = await Promise.all([
    bytes("inputs", wire.inputs, "f32", shape),
    bytes("values", wire.values, "f32", shape),
    wire.error ? bytes("error", wire.error, "f32", shape) : null,
    decodeSteps(wire.steps, shape),
  ]);
  const arrays = { inputs: floats(inputs), values: floats(values), error: error && floats(error) };
  return { ...wire, ...said, shape, ...arrays, steps };
}
