import { describe, expect, it } from "vitest";
import { decode, FigureError, galleryOf, isEmpty } from "../../src/wire/figure";
import { example, image, live, packed, TOKENS, text, textExample, token } from "../example";

const SAID = { label: "positive", score: 0.5 };

describe("decode", () => {
  it("reads views at odd places in larger buffers", async () => {
    const figure = await image(example());
    expect([figure.width, figure.height]).toEqual([3, 2]);
    expect([...figure.positive]).toEqual([0, 1, 2, 3, 4, 5].map((i) => Math.fround(i / 10)));
    expect([...figure.steps.signed.slice(0, 3)]).toEqual([-127, -126, -125]);
    expect([...figure.image.slice(0, 3)]).toEqual([0, 37, 74]);
  });

  it("reads packed text to the same numbers", async () => {
    const [a, b] = [await image(example()), await image(example({}, { pack: packed }))];
    for (const key of ["image", "baseline", "positive", "negative"] as const) {
      expect([...b[key]]).toEqual([...a[key]]);
    }
    expect([...b.steps.signed]).toEqual([...a.steps.signed]);
    expect([...b.steps.absolute]).toEqual([...a.steps.absolute]);
  });

  it("counts what is not a number as zero", async () => {
    const positive = live("f32", [2, 3], [Number.NaN, Number.POSITIVE_INFINITY, 1, 2, 3, 4]);
    const figure = await image(example({ positive }));
    expect([...figure.positive]).toEqual([0, 0, 1, 2, 3, 4]);
  });

  it("takes no error map for an answer", async () => {
    expect((await decode(example({ error: null }))).error).toBeNull();
  });

  it.each([
    [
      "another kind",
      { kind: "series" },
      'images and texts of version 1, not kind "series", version 1',
    ],
    ["a gallery in a gallery", { kind: "many" }, 'kind "many", version 1'],
    ["another version", { version: 2 }, "version 2"],
    ["no image", { image: undefined }, "holds no image"],
    [
      "another type",
      { positive: live("u8", [2, 3], [0, 0, 0, 0, 0, 0]) },
      "should be f32 [2,3], not u8",
    ],
    ["another shape", { negative: live("f32", [3, 2], [0, 0, 0, 0, 0, 0]) }, "not f32 [3,2]"],
    ["too few bytes", { negative: live("f32", [2, 3], [0, 0]) }, "holds 8 bytes, not 24"],
    ["a short list", { path: { ...example().path, scores: [1] } }, "different lengths"],
  ])("refuses %s with a sentence", async (_, change, message) => {
    const wire = example(change as object);
    await expect(decode(wire)).rejects.toThrow(message);
    await expect(decode(wire)).rejects.toBeInstanceOf(FigureError);
  });
});

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
    expect([figure.error, figure.baseline_prediction]).toEqual([null, undefined]);
    const said = { ...SAID, entropy: null };
    expect((await text(textExample({ baseline_prediction: said }))).baseline_prediction).toBe(said);
  });

  const steps = textExample().steps;
  it.each([
    ["another version", { version: 2 }, 'kind "tokens", version 2'],
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
    ["a baseline without entropy", { baseline_prediction: SAID }, "baseline_prediction is not"],
    [
      "a baseline without a score",
      { baseline_prediction: { ...SAID, entropy: 1, score: null } },
      "baseline_prediction is not",
    ],
    ["a baseline without a label", { baseline_prediction: { score: 1, entropy: 1 } }, "not as it"],
  ])("refuses %s with a sentence", async (_, change, message) => {
    const wire = textExample(change as object);
    await expect(decode(wire)).rejects.toThrow(message);
    await expect(decode(wire)).rejects.toBeInstanceOf(FigureError);
  });
});

describe("a gallery", () => {
  it("is told from a single figure", () => {
    const gallery = { kind: "many", version: 1, figures: [example(), textExample()] };
    expect(galleryOf(gallery)?.figures).toHaveLength(2);
    expect([galleryOf(example()), galleryOf({}), galleryOf(null)]).toEqual([null, null, null]);
  });

  it.each([
    [{ kind: "many", version: 2, figures: [1] }, 'kind "many", version 2'],
    [{ kind: "many", version: 1, figures: [] }, "holds no figures"],
    [{ kind: "many", version: 1 }, "holds no figures"],
  ])("is refused with a sentence: %j", (wire, message) => {
    expect(() => galleryOf(wire)).toThrow(message);
    expect(() => galleryOf(wire)).toThrow(FigureError);
  });
});

it("knows that {} is no figure yet", () => {
  expect([isEmpty({}), isEmpty(undefined), isEmpty(null), isEmpty(example())]).toEqual([
    true,
    true,
    true,
    false,
  ]);
});
