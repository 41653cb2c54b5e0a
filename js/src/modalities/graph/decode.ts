// Checks the figure of a graph and turns its arrays into typed ones.

import type { GraphFigure as Wire } from "../../generated/schema";
import { bytes, FigureError, floats, sameLength } from "../../wire/arrays";
import { checkFacts, decodeSteps } from "../../wire/facts";
import type { GraphFigure } from "./types";

/** Strokes as `igviz.modalities.graph.size` writes them. */
const STROKES = /^[ML\d .-]*$/;

export async function decode(wire: Wire): Promise<GraphFigure> {
  const { names, labels, box, places, radius, lines, paths, told, features, totals, about } = wire;
  const texts = [names, labels, features, told.flat()].flat(2);
  if (!labels.length || texts.some((one) => typeof one !== "string")) {
    throw new FigureError("The figure holds no names of nodes.");
  }
  sameLength("nodes", labels, places.slice(labels.length));
  sameLength("parts", names, told);
  sameLength("lines", lines, paths);
  sameLength("features", features, totals);
  const known = [...lines.flat(), ...about].every((one) => typeof labels[one] === "string");
  const placed = [...box, ...places, radius].every(Number.isFinite);
  if (!known || !placed || !paths.every((one) => STROKES.test(one))) {
    throw new FigureError("The figure's lines and places do not fit its nodes.");
  }
  const said = checkFacts(wire);
  const parts = [names.length];
  const [values, error, steps] = await Promise.all([
    bytes("values", wire.values, "f32", parts),
    wire.error ? bytes("error", wire.error, "f32", parts) : null,
    decodeSteps(wire.steps, parts),
  ]);
  return { ...wire, ...said, values: floats(values), error: error && floats(error), steps };
}
