// Checks the figure of a series and turns its arrays into typed ones.

import type * as Wire from "../../generated/schema";
import { bytes, FigureError, floats } from "../../wire/arrays";
import { checkFacts, decodeSteps } from "../../wire/facts";
import type { SeriesFigure } from "./types";

export async function decode(wire: Wire.SeriesFigure): Promise<SeriesFigure> {
  const { channels, hertz, dates, ticks, intervals, inputs } = wire;
  const [count, length] = inputs?.shape ?? [];
  const lists = [ticks, intervals].every(Array.isArray) && !(dates && dates.length < 2);
  const whole = lists && (!hertz || hertz.length === count);
  if (!(length >= 1 && whole && channels?.length === count)) {
    throw new FigureError("The figure holds no series.");
  }
  const said = checkFacts(wire);
  const list = async (name: "inputs" | "baseline" | "values" | "error") =>
    floats(await bytes(name, wire[name] as Wire.WireArray, "f32", [count, length]));
  return {
    ...wire,
    ...said,
    length,
    inputs: await list("inputs"),
    baseline: await list("baseline"),
    values: await list("values"),
    error: wire.error && (await list("error")),
    steps: await decodeSteps(wire.steps, [count, length]),
  };
}
