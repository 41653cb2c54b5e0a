// @vitest-environment jsdom
// Attribution added up over regions: sums that are the whole, a list, a read-out, and bad figures.

import { describe, expect, it } from "vitest";
import { picture } from "../../../src/modalities/image/modes";
import { ImageScene } from "../../../src/modalities/image/scene";
import { legend, silence } from "../../../src/modalities/image/sentences";
import { example, image, live, imageLook as look } from "../../example";
import { settle, shown, usePage } from "../../page";

usePage();

const END = 4;
const [WIDTH, HEIGHT] = [12, 10];
const LABELS = Array.from({ length: WIDTH * HEIGHT }, (_, i) => (i % WIDTH < 4 ? 0 : 1));
const VALUES = LABELS.map((label, i) => (label ? -0.001 * i : 0.05 * (i % 5)));
const sum = (label: number) =>
  VALUES.filter((_, i) => LABELS[i] === label).reduce((total, value) => total + value, 0);

const plane = (values: number[]) => live("f32", [HEIGHT, WIDTH], values);
const figure = (change: object = {}) =>
  example(
    {
      positive: plane(VALUES.map((value) => Math.max(value, 0))),
      negative: plane(VALUES.map((value) => Math.max(-value, 0))),
      error: null,
      regions: {
        labels: live("u8", [HEIGHT, WIDTH], LABELS),
        names: ["the dog", "</script>"],
        edge: 1,
        given: true,
        ...change,
      },
    },
    { width: WIDTH, height: HEIGHT },
  );
const sceneOf = async (change: object = {}) => new ImageScene(await image(figure(change)));

describe("regions", () => {
  it("add up to what their pixels do", async () => {
    const { regions } = await sceneOf();
    const [dog, rest] = regions.sums(END);
    expect(dog).toBeCloseTo(sum(0), 5);
    expect(rest).toBeCloseTo(sum(1), 5);
    expect(regions.areas).toEqual([40, 80]);
    expect(regions.reach.high).toBeCloseTo(sum(0), 5);
    expect(regions.reach.low).toBeCloseTo(sum(1), 5);
  });

  it("share what lies at an edge, and are the whole all the same", async () => {
    const { regions } = await sceneOf({ edge: 4 });
    const [dog, rest] = regions.sums(END);
    expect(dog + rest).toBeCloseTo(sum(0) + sum(1), 5);
    expect(dog).not.toBeCloseTo(sum(0), 2);
  });

  it("build up along the path", async () => {
    const { regions } = await sceneOf();
    expect([...regions.sums(0)]).toEqual([0, 0]);
    const half = regions.maps(2);
    expect(regions.maps(2)).toBe(half);
    expect([...regions.sums(2)]).not.toEqual([...regions.sums(END)]);
  });

  it("are listed by strength", async () => {
    const { regions } = await sceneOf();
    expect(regions.strongest("both", END, 8).map(({ region }) => region)).toEqual(
      Math.abs(sum(0)) > Math.abs(sum(1)) ? [0, 1] : [1, 0],
    );
    expect(regions.strongest("positive", END, 8).map(({ region }) => region)).toEqual([0]);
    expect(regions.strongest("both", END, 1)).toHaveLength(1);
  });

  it("have a dark border, and a bright rim when they are picked", async () => {
    const scene = await sceneOf();
    const view = look({ mode: "regions", polarity: "both" });
    const plainly = picture(scene, view, END);
    const picked = picture(scene, { ...view, hoveredRegion: 0 }, END);
    const at = (x: number, y: number) => 4 * (y * WIDTH + x);
    expect([...picked.slice(at(0, 5), at(0, 5) + 3)]).toEqual([255, 255, 255]);
    expect([...picked.slice(at(3, 5), at(3, 5) + 3)]).toEqual([255, 255, 255]);
    expect([...picked.slice(at(1, 5), at(1, 5) + 3)]).toEqual([
      ...plainly.slice(at(1, 5), at(1, 5) + 3),
    ]);
    expect(scene.regions.border(5 * WIDTH + 3)).toBe(true);
    expect(scene.regions.border(5 * WIDTH + 2)).toBe(false);
    expect(scene.regions.border(WIDTH * HEIGHT - 1)).toBe(false);
    const pointed = picture(scene, { ...view, pixel: { x: 1, y: 1 } }, END);
    expect([...pointed]).toEqual([...picked]);
  });

  it("are told in words", async () => {
    const scene = await sceneOf();
    const view = look({ mode: "regions" });
    expect(legend(view, scene)).toBe(
      "Green raises the score: the sum of each region, by its area.",
    );
    expect(silence(view, scene, END)).toBe("");
    expect(silence(view, scene, 0)).toMatch(/^Nothing summed up yet/);
  });
});

describe("the view of regions", () => {
  it("lists them and reads out the one that is pointed at", async () => {
    const { need, text, click, get } = await shown(figure());
    expect(get("bars")).toBeNull();
    await click("mode-regions");
    await click("polarity-both");
    expect(text("bars")).toContain("the dog");
    expect(text("bars")).toContain("</script>");
    expect(text("total")).toContain("sum of all 2");
    expect(need("grain").closest("label")?.className).toContain("unused");
    need("picture").dispatchEvent(
      new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }),
    );
    await settle();
    expect(text("readout")).toMatch(/of the area/);
    await click("bar-0");
    expect(need("bar-0").getAttribute("aria-pressed")).toBe("true");
    await click("mode-overlay");
    expect(get("bars")).toBeNull();
  });
});

describe("figures without proper regions", () => {
  it.each([
    ["no names", { names: undefined }, "has no regions"],
    ["another edge", { edge: 5 }, "has no regions"],
    ["too few names", { names: ["one"] }, "regions without names"],
    ["another shape", { labels: live("u8", [1, 2], [0, 1]) }, "should be u8 [10,12]"],
  ])("are refused: %s", async (_, change, message) => {
    await expect(image(figure(change))).rejects.toThrow(message);
  });
});
