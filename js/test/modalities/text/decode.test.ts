import { describe, expect, it } from "vitest";
import { FigureError } from "../../../src/wire/arrays";
import { live, packed, said, sentence, TOKENS, text, textExample, token } from "../../example";

describe("decode of a text", () => {
  it("reads views and packed text to the same numbers", async () => {
    const [a, b] = [await text(textExample()), await text(textExample({}, { pack: packed }))];
    expect([...a.values]).toEqual([0.05, 0.1, -0.3, 0.1, -0.5, 0.25].map(Math.fround));
    expect([...a.steps.signed.slice(0, 6)]).toEqual([13, 25, -76, 25, -127, 64]);
    for (const key of ["values", "error"] as const) expect(b[key]).toEqual(a[key]);
    expect(b.steps.signed).toEqual(a.steps.signed);
    expect(a.tokens).toEqual(TOKENS);
  });

  it("needs neither errors nor a prediction at the baseline", async () => {
    const figure = await text(textExample({ error: null }));
    expect([figure.error, figure.said.baseline]).toEqual([null, null]);
    const baseline = { ...sentence("says positive 0.50"), leans: false };
    expect((await text(textExample(said({ baseline })))).said.baseline).toBe(baseline);
  });

  const steps = textExample().steps;
  it.each([
    ["no tokens", { tokens: [] }, "holds no tokens"],
    ["tokens that are no list", { tokens: "abc" }, "holds no tokens"],
    ["a token without a text", { tokens: [...TOKENS.slice(1), { before: "" }] }, "token 5 is not"],
    [
      "a token that is no word's",
      { tokens: [token("a", 0.5), ...TOKENS.slice(1)] },
      "token 0 is not",
    ],
    ["no end", { after: undefined }, "text after the last token is not"],
    ["too few values", { values: live("f32", [2], [0, 0]) }, "should be f32 [6], not f32 [2]"],
    ["values of another type", { values: live("i8", [6], [0]) }, "not i8 [6]"],
    [
      "errors of another shape",
      { error: live("f32", [1, 6], [0, 0, 0, 0, 0, 0]) },
      "not f32 [1,6]",
    ],
    ["steps of another shape", { steps: { ...steps, signed: live("i8", [6], [0]) } }, "[3,6]"],
    ["a short list", { steps: { ...steps, weights: [1] } }, "different lengths"],
    ["a token that is not there", { about: [6] }, "not there (6)"],
    ["half a token", { about: [1.5] }, "not there (1.5)"],
    ["no tokens spoken of", { about: undefined }, "not there"],
    ["a result of which nothing is said", { said: {} }, "said is not as it should be"],
    ["an error without a text", said({ error: { tip: "a" } as never }), "said is not"],
    ["a baseline without a tip", said({ baseline: { text: "a" } as never }), "said is not"],
  ])("refuses %s with a sentence", async (_, change, message) => {
    const wire = textExample(change as object);
    await expect(text(wire)).rejects.toThrow(message);
    await expect(text(wire)).rejects.toBeInstanceOf(FigureError);
  });
});
