import { describe, expect, it } from "vitest";
import { FigureError } from "../../src/wire/arrays";
import { galleryOf, isEmpty } from "../../src/wire/figure";
import { example, textExample } from "../example";

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
