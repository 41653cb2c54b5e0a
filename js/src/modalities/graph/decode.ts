// Checks the figure of a graph and turns its arrays into typed ones.

import type { GraphFigure as Wire } from "../../generated/schema";
import { bytes, FigureError, floats, sameLength } from "../../wire/arrays";
import { checkFacts, decodeSteps } from "../../wire/facts";
import type { GraphFigure } from "./types";

/** Strokes as `igviz.modalities.graph.size` writes them. */
const STROKES = /^[ML\d .-]*$/;

export async function decode(wire: Wire): Promise<GraphFigure> {
  const { names, labels, box, places, radius, paths, told, features, totals, about } = wire;
  sameLength("parts", names, told, places.slice(names.length));
  sameLength("features", features, totals);
  const fits =
    labels.length > 0 &&
    [names, labels, features, told].flat(3).every((one) => typeof one === "string") &&
    [...box, ...places, radius].every(Number.isFinite) &&
    about.every((one) => one in labels) &&
    paths.every((one) => STROKES.test(one)) &&
    [labels.length, labels.length + paths.length].includes(names.length);
  if (!fits) throw new FigureError("The figure's parts do not fit.");
  const said = checkFacts(wire);
  const parts = [names.length];
  const [values, error, steps] = await Promise.all([
    bytes("values", wire.values, "f32", parts),
    wire.error ? bytes("error", wire.error, "f32", parts) : null,
    decodeSteps(wire.steps, parts),
  ]);
  return { ...wire, ...said, values: floats(values), error: error && floats(error), steps };
}
