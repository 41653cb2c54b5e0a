import { describe, expect, it } from "vitest";
import { KINDS, kindOf } from "../../src/modalities";
import { FigureError } from "../../src/wire/arrays";
import { example, textExample } from "../example";

describe("the kinds", () => {
  it("are told from the wire", () => {
    expect([kindOf(example()).kind, kindOf(textExample()).kind]).toEqual(["image", "tokens"]);
  });

  it("have names and slices of their own", () => {
    expect(new Set(KINDS.map(({ kind }) => kind)).size).toBe(KINDS.length);
    for (const kind of KINDS) {
      const { fresh, forgotten } = kind.slice;
      expect(fresh()).toEqual(fresh());
      expect(fresh()).not.toBe(fresh());
      expect(fresh()).toMatchObject(forgotten);
    }
  });

  it("are named where a figure is of none of them", () => {
    const drawn = new Intl.ListFormat("en-GB").format(KINDS.map(({ noun }) => noun[1]));
    expect(() => kindOf({ kind: "holograms", version: 1 })).toThrow(`This view draws ${drawn} of`);
  });

  it.each([
    [
      "another kind",
      example({ kind: "holograms" } as object),
      'of version 1, not kind "holograms", version 1',
    ],
    ["a gallery in a gallery", example({ kind: "many" } as object), 'kind "many", version 1'],
    ["another version", example({ version: 2 } as object), 'kind "image", version 2'],
    [
      "another version of a text",
      textExample({ version: 2 } as object),
      'kind "tokens", version 2',
    ],
    ["nothing", null, 'kind "undefined", version undefined'],
  ])("refuse %s with a sentence", (_, wire, message) => {
    expect(() => kindOf(wire)).toThrow(message);
    expect(() => kindOf(wire)).toThrow(FigureError);
  });
});
