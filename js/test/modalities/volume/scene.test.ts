// What a volume's figure must hold, and what is drawn of it.

import { describe, expect, it } from "vitest";
import { drawingOf } from "../../../src/modalities/volume/drawing";
import { live, packed } from "../../example";
import { look, scene, VALUES, volume, volumeExample } from "./example";

describe("the figure", () => {
  it.each([live, packed])("is what a notebook and a report hold", async (pack) => {
    const figure = await volume(volumeExample({}, { pack }));
    expect(figure.shape).toEqual([2, 3, 4]);
    expect([...figure.values]).toEqual(VALUES);
    expect(figure.image[23]).toBe(230);
  });

  it.each([
    ["no volume", { image: live("u8", [2, 3, 4], []) }, "holds no volume"],
    ["two channels", { image: live("u8", [2, 3, 2, 2], []) }, "holds no volume"],
    ["two axes", { axes: ["depth", "height"] }, "holds no volume"],
    ["no window", { width: 0 }, "window shows nothing"],
    ["other values", { values: live("f32", [3], [1, 2, 3]) }, "values should be f32 [2,3,4]"],
  ])("with %s is refused with a sentence", async (_, change, message) => {
    await expect(volume(volumeExample(change as object))).rejects.toThrow(message);
  });
});

describe("the picture", () => {
  it("opens with the slices that have most attribution", async () => {
    const one = await scene();
    expect(one.strongest).toEqual([1, 2, 3]);
    const { plane } = drawingOf(one, look());
    expect(plane.value.name).toBe("depth 1");
    expect([...plane.value.places]).toEqual(Array.from({ length: 12 }, (_, i) => 12 + i));
  });

  it("is seen through the window", async () => {
    const one = await scene({ values: live("f32", [2, 3, 4], new Array(24).fill(0)) });
    const shades = (window: { level: number; width: number } | null) => {
      const { pixels } = drawingOf(one, look({ window, place: [0, 0, 0] })).plane.value;
      return Array.from({ length: 12 }, (_, i) => pixels[4 * i]);
    };
    const whole = shades(null);
    expect(whole[0]).toBe(0);
    expect(whole[11]).toBeCloseTo(0.52 * ((255 * 110) / 230), -0.5);
    const narrow = shades({ level: 50, width: 20 });
    expect(narrow.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
    expect(narrow[5]).toBeCloseTo(0.52 * 127.5, -0.5);
    expect(narrow[6]).toBeCloseTo(0.52 * 255, -0.5);
  });

  it("has green where the score is raised and red where it is lowered", async () => {
    const one = await scene();
    const { pixels } = drawingOf(one, look({ place: [0, 0, 0] })).plane.value;
    expect([pixels[0], pixels[1]]).toEqual([204, 0]);
    const raised = drawingOf(one, look({ polarity: "positive", place: [0, 0, 0] })).plane.value;
    expect(raised.pixels[0]).toBe(0);
  });

  it("projects what is strongest along the axis, and reads it there", async () => {
    const { plane } = drawingOf(await scene(), look({ projection: true }));
    expect(plane.value.name).toBe("projection along depth");
    expect(plane.value.places[0]).toBe(0); // −4 is stronger than 3
    expect(plane.value.places[11]).toBe(23);
    expect(plane.value.pixels[0]).toBeGreaterThan(plane.value.pixels[1]);
  });

  it("tells values as exactly as its levels are", async () => {
    expect((await scene()).value(5)).toBe("≈ 50");
    const rgb = { image: live("u8", [1, 1, 2, 3], [0, 10, 20, 30, 40, 50]) };
    const small = [1, 1, 2];
    const { steps } = volumeExample();
    const one = await scene({
      ...rgb,
      values: live("f32", small, [1, 2]),
      error: null,
      steps: { ...steps, signed: live("i8", [3, ...small], [0, 0, 0, 0, 0, 0]) },
    });
    expect(one.value(1)).toBe("≈ 30, 40, 50");
    expect(drawingOf(one, look()).plane.value.pixels).toHaveLength(2 * 1 * 4 * 1);
  });
});
