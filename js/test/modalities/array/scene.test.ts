// What an array's figure must hold, and what is drawn of it.

import { describe, expect, it } from "vitest";
import { drawingOf } from "../../../src/modalities/array/drawing";
import { table } from "../../../src/modalities/array/table";
import { live, packed } from "../../example";
import { array, arrayExample, look, scene } from "./example";

describe("the figure", () => {
  it.each([live, packed])("is what a notebook and a report hold", async (pack) => {
    const figure = await array(arrayExample([2, 5, 6], {}, { pack }));
    expect(figure.shape).toEqual([2, 5, 6]);
    expect(figure.values[59]).toBe(-59 / 8);
    expect(figure.inputs[7]).toBe(7);
  });

  it.each([
    ["no axis", { values: live("f32", [], [1]) }, "holds no array"],
    ["an empty axis", { values: live("f32", [0, 3], []) }, "holds no array"],
    ["other inputs", { inputs: live("f32", [3], [1, 2, 3]) }, "inputs should be f32 [2,5,6]"],
  ])("with %s is refused with a sentence", async (_, change, message) => {
    await expect(array(arrayExample([2, 5, 6], change as object))).rejects.toThrow(message);
  });

  it("is a table with a row for each value", async () => {
    const rows = table(await scene([2, 2]));
    expect(rows[0]).toEqual(["axis 0", "axis 1", "value", "attribution", "error"]);
    expect(rows).toHaveLength(5);
    expect(rows[4].slice(0, 4)).toEqual([1, 1, 3, -0.375]);
  });
});

describe("the plane", () => {
  it("lies along the two longest axes through the strongest position", async () => {
    const { plane } = drawingOf(await scene(), look());
    expect(plane.value).toMatchObject({ rows: 1, columns: 2, name: "[1, :, :]" });
    expect([...(plane.value?.places ?? [])]).toEqual(Array.from({ length: 30 }, (_, i) => 30 + i));
  });

  it("may lie along any two others", async () => {
    const view = look({ axes: [2, 0], place: [0, 3, 0] });
    const { plane } = drawingOf(await scene(), view);
    expect(plane.value?.name).toBe("[:, 3, :]");
    expect([...(plane.value?.places ?? [])].slice(0, 4)).toEqual([18, 48, 19, 49]);
  });

  it.each([[[39]], [[3, 13]], [[1, 50]]])("is none of the shape %j", async (shape) => {
    expect(drawingOf(await scene(shape), look()).plane.value).toBeNull();
  });
});

it("ranks positions as a sort does", async () => {
  const one = await scene([9, 50]);
  const drawn = Float32Array.from({ length: 450 }, (_, i) => Math.sin(i * i) * (i % 7));
  const sorted = [...drawn.keys()].sort((a, b) => Math.abs(drawn[b]) - Math.abs(drawn[a]) || a - b);
  const ranked = one.ranked(drawn, 8).map(({ span }) => span);
  expect(ranked).toEqual(sorted.slice(0, 8));
  expect(one.ranked(new Float32Array(450), 8)).toEqual([]);
});
