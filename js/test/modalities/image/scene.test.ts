// What is drawn of a figure: only what is certain, on a scale that fits or on one that is kept.

import { describe, expect, it } from "vitest";
import { MODES, picture } from "../../../src/modalities/image/modes";
import { heatScale } from "../../../src/modalities/image/modes/heat";
import { sumAt } from "../../../src/modalities/image/modes/overlay";
import { certainOnly } from "../../../src/modalities/image/paint/certain";
import { ImageScene } from "../../../src/modalities/image/scene";
import { silence } from "../../../src/modalities/image/sentences";
import type { ImageState } from "../../../src/modalities/image/slice";
import { example, image, live, imageLook as look } from "../../example";

const SIZE = [1, 6];
const plane = (values: number[]) => live("f32", SIZE, values);
const figure = (change: object = {}) =>
  example(
    {
      positive: plane([4, 3, 2, 1, 0.5, 0]),
      negative: plane([0, 0, 0, 0, 2, 4]),
      error: plane([1, 2, 1, 0.1, 1, 1]),
      ...change,
    },
    { width: 6, height: 1 },
  );
/** Of the six, the second (3 ± 2) and the fifth (−1.5 ± 1) are not certain. */
const MUTED = [1, 4];

const sceneOf = async (change: object = {}) => new ImageScene(await image(figure(change)));
const END = 4;

describe("certain only", () => {
  it("mutes what lies within twice its standard error", () => {
    const left = certainOnly(
      { positive: Float32Array.of(3, 2, 1.9, 0, 5), negative: Float32Array.of(0, 0, 0, 2, 4) },
      Float32Array.of(1, 1, 1, 1.5, 0),
    );
    expect([...left.positive]).toEqual([3, 2, 0, 0, 5]);
    expect([...left.negative]).toEqual([0, 0, 0, 0, 4]);
  });

  it.each(["window", "overlay", "heat"] as const)(
    "draws %s without them, alike elsewhere",
    async (mode) => {
      const scene = await sceneOf();
      const view = look({ mode, polarity: "both" });
      const all = picture(scene, view, END);
      const certain = picture(scene, { ...view, certain: true }, END);
      for (let i = 0; i < 6; i++) {
        const same = [0, 1, 2].every((c) => all[4 * i + c] === certain[4 * i + c]);
        expect(same, `pixel ${i}`).toBe(!MUTED.includes(i));
      }
    },
  );

  it("outlines nothing uncertain", async () => {
    const alone = { positive: plane([5, 5, 5, 0, 0, 0]), negative: plane([0, 0, 0, 0, 0, 0]) };
    const scene = await sceneOf({ ...alone, error: plane([9, 9, 9, 0, 0, 0]) });
    const view = look({ mode: "outline", clip: { ...look().clip, outline: 0 }, certain: true });
    const drawn = (at: ImageState) => picture(scene, at, END);
    const untouched = picture(scene, { ...view, polarity: "negative" }, END);
    expect([...drawn(view)]).toEqual([...untouched]);
    expect([...drawn({ ...view, certain: false })]).not.toEqual([...untouched]);
  });

  it.each(MODES.map(({ id }) => id))(
    "changes nothing in %s before the path's end",
    async (mode) => {
      const scene = await sceneOf();
      const view = look({ mode, polarity: "both" });
      expect([...picture(scene, { ...view, certain: true }, 2)]).toEqual([
        ...picture(scene, view, 2),
      ]);
    },
  );

  it("changes nothing where the error is not known", async () => {
    const scene = await sceneOf({ error: null });
    const view = look({ polarity: "both" });
    expect([...picture(scene, { ...view, certain: true }, END)]).toEqual([
      ...picture(scene, view, END),
    ]);
  });

  it("leaves the read-out and the small sum whole", async () => {
    const scene = await sceneOf();
    expect(scene.read(1, 0, END)).toMatchObject({ value: 3, error: 2, rank: 3 });
    expect([...sumAt(scene, look({ certain: true }), END)]).toEqual([...sumAt(scene, look(), END)]);
  });
});

describe("a pinned scale", () => {
  it("draws one value in one colour whatever the figure", async () => {
    const zeros = plane([0, 0, 0, 0, 0, 0]);
    const [one, other] = await Promise.all([
      sceneOf({ positive: plane([4, 2, 0, 0, 0, 0]), negative: zeros }),
      sceneOf({ positive: plane([2, 1, 0, 0, 0, 0]), negative: zeros }),
    ]);
    const view = look({ mode: "heat" });
    const colour = (scene: ImageScene, at: ImageState, i: number) => [
      ...picture(scene, at, END).slice(4 * i, 4 * i + 3),
    ];
    const pinned = { ...view, pin: heatScale(one, view, END) };
    expect(heatScale(other, view, END)).toBeLessThan(pinned.pin);
    expect(heatScale(other, pinned, END)).toBe(pinned.pin);
    expect(colour(other, pinned, 0)).toEqual(colour(one, pinned, 1));
    expect(colour(other, view, 0)).not.toEqual(colour(one, view, 1));
    expect(colour(one, pinned, 0)).toEqual(colour(one, view, 0));
  });
});

describe("words where the picture is silent", () => {
  const zeros = plane([0, 0, 0, 0, 0, 0]);

  it.each(["window", "overlay", "heat", "outline"] as const)(
    "says that %s has nothing",
    async (mode) => {
      const scene = await sceneOf({ positive: zeros, negative: zeros });
      expect(silence(look({ mode }), scene, END)).toMatch(/^No attribution/);
    },
  );

  it("has nothing to add to a picture that shows something", async () => {
    const scene = await sceneOf();
    for (const { id: mode } of MODES)
      expect(silence(look({ mode, certain: true }), scene, END)).toBe("");
  });

  it("tells what is uncertain from what is not there", async () => {
    const scene = await sceneOf({ error: plane([9, 9, 9, 9, 9, 9]) });
    expect(silence(look({ certain: true }), scene, END)).toMatch(/^Nothing here is certain/);
    expect(silence(look(), scene, END)).toBe("");
    const positive = await sceneOf({ negative: zeros });
    expect(silence(look({ polarity: "negative" }), positive, END)).toMatch(/lowers the score/);
    expect(silence(look({ polarity: "negative", mode: "window" }), positive, END)).toBe("");
  });

  it("says that the path has only begun", async () => {
    const scene = await sceneOf();
    expect(silence(look({ polarity: "both" }), scene, 0)).toMatch(/^Nothing summed up yet/);
    expect(silence(look({ mode: "image" }), scene, 0)).toBe("");
  });
});
