// @vitest-environment jsdom
// Attribution added up over neighbourhoods: what is drawn of it, said of it and read out.

import { describe, expect, it } from "vitest";
import { GRAINS } from "../../../src/generated/limits";
import { picture } from "../../../src/modalities/image/modes";
import { sumAt } from "../../../src/modalities/image/modes/overlay";
import { addedUp, coarsest, lasting, wider } from "../../../src/modalities/image/paint/grain";
import { ImageScene } from "../../../src/modalities/image/scene";
import { cancels, legend, silence } from "../../../src/modalities/image/sentences";
import { example, image, live, imageLook as look } from "../../example";
import { settle, shown, usePage } from "../../page";

usePage();

const SIDE = 24;
const END = 4;
const at = (x: number, y: number) => y * SIDE + x;
const pixels = (value: (x: number, y: number) => number) =>
  Array.from({ length: SIDE * SIDE }, (_, i) => value(i % SIDE, Math.floor(i / SIDE)));
/** A checkerboard of both signs over something that raises the score at the left. */
const FIELD = pixels((x, y) => ((x + y) % 2 ? 1 : -1) + (x < 8 ? 0.5 : -0.08));
const map = (values: number[]) => live("f32", [SIDE, SIDE], values);
const field = (grain = 7, values = FIELD) =>
  example(
    {
      positive: map(values.map((value) => Math.max(value, 0))),
      negative: map(values.map((value) => Math.max(-value, 0))),
      error: null,
      grain,
    },
    { width: SIDE, height: SIDE },
  );
const sceneOf = async (...given: Parameters<typeof field>) =>
  new ImageScene(await image(field(...given)));
const green = (drawn: Uint8ClampedArray, i: number) => drawn[4 * i + 1] - drawn[4 * i];

describe("sums over neighbourhoods", () => {
  it("are the map itself at single pixels", () => {
    const values = Float32Array.from(FIELD);
    expect(addedUp(values, SIDE, 1)).toBe(values);
  });

  it("count the pixel in the middle once", () => {
    const point = Float32Array.from(pixels((x, y) => (x === 12 && y === 12 ? 3 : 0)));
    const sums = addedUp(point, SIDE, 7);
    expect(sums[at(12, 12)]).toBeCloseTo(3, 5);
    expect(Math.max(...sums)).toBe(sums[at(12, 12)]);
  });

  it("have grains that double", () => {
    expect(wider(4)).toBe(9);
    expect(wider(GRAINS[GRAINS.length - 1])).toBe(GRAINS[GRAINS.length - 1]);
    expect([coarsest(1, 1), coarsest(24, 10), coarsest(1e5, 1)]).toEqual([1, 31, 1023]);
  });

  it("last where wider ones have their sign", () => {
    const near = Float32Array.of(2, -2, 1, 0, 1);
    expect([...lasting(near, Float32Array.of(1, -1e-30, -1, 1, 0))]).toEqual([2, -2, 0, 0, 0]);
  });
});

describe("a picture of sums", () => {
  it("paints what lasts, and nothing else", async () => {
    const scene = await sceneOf();
    const drawn = picture(scene, look(), END);
    const single = picture(scene, look({ grain: 1 }), END);
    for (const i of [at(3, 12), at(4, 12)]) {
      expect(green(drawn, i)).toBeGreaterThan(100);
    }
    expect(green(single, at(3, 12)) > 100).not.toBe(green(single, at(4, 12)) > 100);
    expect(green(drawn, at(20, 12))).toBeLessThan(60);
  });

  it("has one scale for both signs", async () => {
    const scene = await sceneOf();
    const drawn = picture(scene, look({ polarity: "both", mode: "overlay" }), END);
    expect(-green(drawn, at(20, 12))).toBeLessThan(40);
  });

  it("draws the same moment once, and grows into the whole", async () => {
    const scene = await sceneOf();
    const layered = scene.at(look());
    expect(layered.maps(2)).toBe(layered.drawn(false, 2));
    expect(scene.at(look())).toBe(layered);
    expect(scene.at(look({ grain: 4 }))).toBe(scene.at(look({ grain: 4 })));
    expect(scene.at(look({ grain: 1 }))).toBe(scene);
    const kept = layered.scaling(END).signed;
    layered.maps(2).signed.forEach((value, i) => {
      if (kept[i] === 0) expect(value).toBe(0);
    });
    expect([...sumAt(scene, look(), END)]).not.toEqual([...sumAt(scene, look({ grain: 1 }), END)]);
  });

  it("says over what it adds up, and how much cancels", async () => {
    const scene = await sceneOf();
    expect(legend(look(), scene)).toMatch(
      /^Green raises the score, added up over 7 × 7 pixels; pixel by pixel, \d+\u202f% would cancel\.$/,
    );
    expect(legend(look({ grain: 1 }), scene)).toBe("Green raises the score.");
    const single = cancels(look({ grain: 1 }), scene);
    expect(single?.text).toMatch(/^\d+\u202f% cancels$/);
    expect(single?.tip).toMatch(/lies where the 7 × 7 pixels around add up to the other sign$/);
    expect(cancels(look({ mode: "image" }), scene)).toBeNull();
    expect(cancels(look({ grain: 4, polarity: "both" }), scene)?.tip).toMatch(/, and is left out$/);
  });

  it("says that sums show nothing", async () => {
    const falling = FIELD.map((value) => value - 0.6);
    const scene = await sceneOf(31, falling);
    expect(legend(look(), scene)).toBe(
      "Added up over 31 × 31 pixels, nothing here raises the score.",
    );
    expect(silence(look(), scene, END)).toBe(legend(look(), scene));
    expect(silence(look({ grain: 1 }), scene, END)).toBe("");
  });
});

describe("the view of sums", () => {
  it("opens at the figure's grain, and leads to single pixels and back", async () => {
    const { need, text, input } = await shown(field());
    const slider = need("grain") as HTMLInputElement;
    expect(slider.getAttribute("aria-valuetext")).toBe("7\u202fpx");
    expect(slider.max).toBe(String(GRAINS.indexOf(31)));
    expect(text("legend")).toContain("added up over 7 × 7 pixels");
    await input("grain", "0");
    expect(text("certificate")).toContain("% cancels");
    expect(text("legend")).toBe("+Green raises the score.");
    await input("grain", "2");
    expect(text("legend")).toContain("added up over 7 × 7 pixels");
  });

  it("reads out what the pixels around add up to", async () => {
    const { need, text, input } = await shown(field());
    need("picture").dispatchEvent(
      new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }),
    );
    await settle();
    expect(text("readout")).toMatch(/7 × 7 pixels around [+\u2212]\d/);
    expect(text("readout")).toContain("% of the change");
    await input("grain", "0");
    expect(text("readout")).toContain("rank");
  });

  it("has no slider for a single pixel or for the image alone", async () => {
    const one = example({}, { width: 1, height: 1 });
    const { need } = await shown(one);
    expect(need("grain").closest("label")?.className).toContain("unused");
    const { need: other, click } = await shown(field());
    await click("mode-image");
    expect(other("grain").closest("label")?.className).toContain("unused");
  });
});
