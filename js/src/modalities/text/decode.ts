// Checks a text's figure and turns its arrays into typed ones.

import type { Token, TokensFigure } from "../../generated/schema";
import { bytes, FigureError, floats } from "../../wire/arrays";
import { checkFacts, decodeSteps } from "../../wire/facts";
import type { TextFigure } from "./types";

export async function decode(wire: TokensFigure): Promise<TextFigure> {
  checkTokens(wire);
  const said = checkFacts(wire);
  const row = [wire.tokens.length];
  const [values, error, steps] = await Promise.all([
    bytes("values", wire.values, "f32", row),
    wire.error ? bytes("error", wire.error, "f32", row) : null,
    decodeSteps(wire.steps, row),
  ]);
  return { ...wire, ...said, values: floats(values), error: error && floats(error), steps };
}

function checkTokens({ tokens, after, about }: TokensFigure): void {
  if (!Array.isArray(tokens) || tokens.length === 0) {
    throw new FigureError("The figure holds no tokens.");
  }
  const bad = tokens.findIndex((token) => !isToken(token));
  if (bad >= 0 || typeof after !== "string") {
    const place = bad >= 0 ? `token ${bad}` : "text after the last token";
    throw new FigureError(`The figure's ${place} is not as it should be: update igviz.`);
  }
  const inside = (at: unknown) => Number.isInteger(at) && tokens[at as number] !== undefined;
  if (!Array.isArray(about) || !about.every(inside)) {
    throw new FigureError(`The figure's about names tokens that are not there (${about}).`);
  }
}

function isToken(given: Partial<Token> | null): boolean {
  return (
    typeof given?.before === "string" &&
    typeof given.text === "string" &&
    typeof given.special === "boolean" &&
    Number.isInteger(given.word) &&
    Number.isInteger(given.segment)
  );
}
