// Checks the figure of a volume and turns its arrays into typed ones.

import type * as Wire from "../../generated/schema";
import { bytes, FigureError, floats } from "../../wire/arrays";
import { checkFacts, decodeSteps } from "../../wire/facts";
import type { VolumeFigure } from "./types";

export async function decode(wire: Wire.VolumeFigure): Promise<VolumeFigure> {
  const [depth, height, width, channels] = wire.image?.shape ?? [];
  const known = wire.axes?.length === 3 && wire.axes.every((one) => typeof one === "string");
  if (!(depth >= 1 && height >= 1 && width >= 1 && known && (channels === 1 || channels === 3))) {
    throw new FigureError("The figure holds no volume.");
  }
  if (!(wire.width > 0 && wire.high > wire.low && Number.isFinite(wire.level))) {
    throw new FigureError("The figure's window shows nothing.");
  }
  const said = checkFacts(wire);
  const shape = [depth, height, width];
  const [image, values, error, steps] = await Promise.all([
    bytes("image", wire.image, "u8", [...shape, channels]),
    bytes("values", wire.values, "f32", shape),
    wire.error ? bytes("error", wire.error, "f32", shape) : null,
    decodeSteps(wire.steps, shape),
  ]);
  const arrays = { image, values: floats(values), error: error && floats(error), steps };
  return { ...wire, ...said, shape, channels, ...arrays };
}
