// Columns lose nothing of what they stand for.

import { describe, expect, it } from "vitest";
import { SHADE } from "../../../src/generated/limits";
import { PALETTES } from "../../../src/generated/palettes";
import { bands, columnsOf, edgesOf, line } from "../../../src/modalities/series/columns";
import { wav } from "../../../src/modalities/series/Sound";
import { stripOf } from "../../../src/modalities/series/strip";
import { held, scene, seriesExample } from "./example";

describe("columns", () => {
  it("are the steps themselves where these are few, and stand for many else", () => {
    expect(edgesOf(4)).toEqual([0, 1, 2, 3, 4]);
    const edges = edgesOf(100_003);
    expect(edges).toHaveLength(601);
    expect([edges[0], edges[600]]).toEqual([0, 100_003]);
    expect(edges.every((edge, k) => k === 0 || edge > edges[k - 1])).toBe(true);
  });

  it("add up what lies in them", () => {
    const values = Float32Array.from(held(14));
    expect([...columnsOf(values, 2, [0, 3, 6, 12])]).toEqual([9, 18, 63]);
  });

  it("draw from the least to the most", () => {
    const way = [Float32Array.of(0, 0, 0, 0), Float32Array.of(0, 8, 2, 2)] as const;
    const ys = (alpha: number, edges: number[]) =>
      line(way, alpha, edges, [0, 8])
        .trim()
        .split(" ")
        .map((point) => point.split(",").map(Number));
    const whole = ys(1, [0, 2, 4]);
    expect(whole.map(([x]) => x)).toEqual([0.5, 0.5, 1.5]);
    expect(whole[0][1]).toBeGreaterThan(whole[1][1]);
    expect(ys(0, [0, 1, 2, 3, 4]).map(([, y]) => y)).toEqual(Array(4).fill(whole[0][1]));
    const half = ys(0.5, [0, 1, 2, 3, 4])[1][1];
    expect(half).toBeCloseTo((whole[0][1] + whole[1][1]) / 2, 5);
  });

  it("are one box where their strength is the same", () => {
    const paths = bands(Float32Array.of(0, 1, 1, -0.5, 0.01, 0), 1);
    expect([...paths]).toEqual([
      [1, "M1 0h2v100H1z"],
      [-0.5, "M3 0h1v100H3z"],
    ]);
    expect(bands(Float32Array.of(0, 0), 0).size).toBe(0);
  });
});

it("sums up to a stage what the steps of a channel gather", async () => {
  const { whole, steps } = await scene();
  expect([...whole.values(steps.stage(1))]).toEqual([0.75, -0.25]);
  const early = whole.values(steps.stage(0));
  expect(early[0]).toBeCloseTo(0.75 / 4, 2);
  expect([...(await scene()).across({ from: 2, to: 3 }).final]).toEqual([0.5, -0.125]);
});

it("is a sound of 16 bits, scaled where it is too loud", async () => {
  const { figure } = await scene({ rate: 8000 });
  const data = new DataView(wav(figure));
  const text = (at: number) => String.fromCharCode(...new Uint8Array(data.buffer, at, 4));
  expect([text(0), text(8), text(12), text(36)]).toEqual(["RIFF", "WAVE", "fmt ", "data"]);
  expect(data.byteLength).toBe(44 + 24);
  expect([data.getUint32(4, true), data.getUint32(40, true)]).toEqual([36 + 24, 24]);
  expect([data.getUint16(20, true), data.getUint16(22, true)]).toEqual([1, 2]);
  expect([data.getUint32(24, true), data.getUint32(28, true)]).toEqual([8000, 32000]);
  expect([data.getUint16(32, true), data.getUint16(34, true)]).toEqual([4, 16]);
  // Channels take turns; the largest, 11, is as loud as can be.
  expect(data.getInt16(46, true)).toBe(Math.round((32767 * 6) / 11));
  expect(data.getInt16(44 + 22, true)).toBe(32767);
});

describe("a strip", () => {
  const channels = [..."abcdefghi"];
  const made = async (hertz: number[] | null, palette = PALETTES["green-red"]) => {
    const one = await scene(seriesExample({ hertz }, { channels, values: Array(18).fill(0) }));
    const sums = one.columns(Float32Array.from({ length: 18 }, (_, i) => (i === 5 ? 1 : 0)));
    const pixels = stripOf(one, { sums, shades: one.shades(1), full: 1 }, palette, [255, 255, 255]);
    return Array.from({ length: 18 }, (_, i) => [...pixels.slice(4 * i, 4 * i + 3)]);
  };

  it("shades each channel from its least to its most, under the colours", async () => {
    const pixels = await made(null);
    const dark = Array(3).fill(Math.round(255 * (1 - SHADE)));
    expect(pixels[17]).toEqual(dark);
    expect(pixels[3]).toEqual(dark);
    const [red, green, blue] = pixels[5];
    expect(green).toBeGreaterThan(Math.max(red, blue) + 40);
  });

  it("compares the channels of a spectrogram, the lowest at the bottom", async () => {
    const pixels = await made(held(9));
    expect(pixels[1]).toEqual(Array(3).fill(Math.round(255 * (1 - SHADE))));
    expect(pixels[16]).toEqual([255, 255, 255]);
    expect(pixels[13][1]).toBeGreaterThan(pixels[13][0] + 40);
    const falling = await made(held(9).reverse());
    expect(falling[0]).toEqual([255, 255, 255]);
  });
});
