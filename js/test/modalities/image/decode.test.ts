import { describe, expect, it } from "vitest";
import { FigureError } from "../../../src/wire/arrays";
import { example, image, live, packed } from "../../example";

describe("decode of an image", () => {
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
    expect((await image(example({ error: null }))).error).toBeNull();
  });

  it.each([
    ["no image", { image: undefined }, "holds no image"],
    [
      "another type",
      { positive: live("u8", [2, 3], [0, 0, 0, 0, 0, 0]) },
      "should be f32 [2,3], not u8",
    ],
    ["another shape", { negative: live("f32", [3, 2], [0, 0, 0, 0, 0, 0]) }, "not f32 [3,2]"],
    ["too few bytes", { negative: live("f32", [2, 3], [0, 0]) }, "holds 8 bytes, not 24"],
    ["another grain", { grain: 5 }, "has no grain: 5"],
    ["a short list", { path: { ...example().path, scores: [1] } }, "different lengths"],
  ])("refuses %s with a sentence", async (_, change, message) => {
    const wire = example(change as object);
    await expect(image(wire)).rejects.toThrow(message);
    await expect(image(wire)).rejects.toBeInstanceOf(FigureError);
  });
});
