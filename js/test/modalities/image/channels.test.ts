// Channels that are no colours: what each is worth at every moment of the path.

import { describe, expect, it } from "vitest";
import { Channels } from "../../../src/modalities/image/channels";
import { buildUpOf } from "../../../src/modalities/image/Strongest";
import { ImageScene } from "../../../src/modalities/image/scene";
import { example, image, live } from "../../example";

const NAMES = ["red", "NIR", "</script>"];
const channels = (change: object = {}) => ({
  names: NAMES,
  values: live("f32", [3], [0.4, -0.6, 0.1]),
  steps: {
    alphas: [0.25, 0.75],
    weights: [0.5, 0.5],
    signed: live("i8", [2, 3], [20, -100, 10, 60, -20, 10]),
    signed_scale: [0.01, 0.01],
  },
  ...change,
});

const open = async (change: object = {}) =>
  new ImageScene(await image(example({ channels: channels(change) })));

describe("channels", () => {
  it("are those of the figure", async () => {
    const own = (await open()).channels as Channels;
    expect(own).toBeInstanceOf(Channels);
    expect(own.list.map(({ name }) => name)).toEqual(NAMES);
    const close = (stage: number) => [...own.values(stage)].map((value) => +value.toFixed(3));
    expect(close(0)).toEqual([0, 0, 0]);
    expect(close(1)).toEqual([0.1, -0.5, 0.05]);
    expect(close(3)).toEqual([0.4, -0.6, 0.1]);
  });

  it("build up to their values", async () => {
    const own = (await open()).channels;
    expect(buildUpOf(own, 1)).toMatchObject({ name: "NIR" });
    expect(buildUpOf(own, 1)?.points[1]).toEqual([0.5, expect.closeTo(-0.5)]);
    expect(buildUpOf(own, 1)?.points[2]).toEqual([1, expect.closeTo(-0.6)]);
    expect(buildUpOf(own, null)).toBeNull();
    expect(buildUpOf(own, 7)).toBeNull();
    expect(buildUpOf(null, 1)).toBeNull();
  });

  it("are not there for colours", async () => {
    expect(new ImageScene(await image(example())).channels).toBeNull();
  });

  it("are checked", async () => {
    await expect(open({ names: [1, 2, 3] })).rejects.toThrow("update igviz");
    await expect(open({ names: ["a", "b"] })).rejects.toThrow("channels.values");
  });
});
