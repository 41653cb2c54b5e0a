// A small array with everything in it, for the tests.

import type * as Wire from "../../../src/generated/schema";
import { decode } from "../../../src/modalities/array/decode";
import { ArrayScene } from "../../../src/modalities/array/scene";
import { type ArrayState, fresh } from "../../../src/modalities/array/slice";
import { OPENING } from "../../../src/view/state";
import { live, textExample, token } from "../../example";

/** An array of a shape, whose value of number n has the attribution (−1)ⁿ n / 8. */
export function arrayExample(
  shape: number[] = [2, 5, 6],
  change: Partial<Wire.ArrayFigure> = {},
  { pack = live } = {},
): Wire.ArrayFigure {
  const size = shape.reduce((product, length) => product * length, 1);
  const values = Array.from({ length: size }, (_, i) => ((i % 2 ? -1 : 1) * i) / 8);
  const tokens = values.map((_, at) => token(`v${at}`, at));
  const text = textExample({}, { pack, tokens, values });
  const { tokens: _, after, about, values: __, steps, ...shared } = text;
  return {
    ...shared,
    kind: "array",
    inputs: pack(
      "f32",
      shape,
      values.map((_, at) => at),
    ),
    values: pack("f32", shape, values),
    error: pack(
      "f32",
      shape,
      values.map(() => 0.1),
    ),
    steps: { ...steps, signed: { ...steps.signed, shape: [steps.alphas.length, ...shape] } },
    target: { index: 0, label: "yes" },
    score: values.reduce((sum, value) => sum + value, 0),
    baseline_score: 0,
    output: "score",
    ...change,
  };
}

export const array = (wire: unknown) => decode(wire as Wire.ArrayFigure);
export const scene = async (...given: Parameters<typeof arrayExample>) =>
  new ArrayScene(await array(arrayExample(...given)));
export const look = (change: Partial<ArrayState> = {}): ArrayState => ({
  ...OPENING,
  ...fresh(),
  ...change,
});
