// A small volume with everything in it, for the tests.

import type * as Wire from "../../../src/generated/schema";
import { decode } from "../../../src/modalities/volume/decode";
import { VolumeScene } from "../../../src/modalities/volume/scene";
import { fresh, type VolumeState } from "../../../src/modalities/volume/slice";
import { OPENING } from "../../../src/view/state";
import { live, textExample, token } from "../../example";

export const SHAPE = [2, 3, 4];
/** The voxel [1, 2, 3] raises the score most, [0, 0, 0] lowers it. */
export const VALUES = Array.from({ length: 24 }, (_, i) => (i === 0 ? -4 : i / 4));

/** A volume whose voxel of number n has the level 10 n. */
export function volumeExample(
  change: Partial<Wire.VolumeFigure> = {},
  { pack = live } = {},
): Wire.VolumeFigure {
  const tokens = VALUES.map((_, at) => token(`v${at}`, at));
  const text = textExample({}, { pack, tokens, values: VALUES });
  const { tokens: _, after, about, values, steps, ...shared } = text;
  return {
    ...shared,
    kind: "volume",
    axes: ["depth", "height", "width"],
    image: pack(
      "u8",
      [...SHAPE, 1],
      VALUES.map((_, at) => 10 * at),
    ),
    low: 0,
    high: 255,
    level: 115,
    width: 230,
    values: pack("f32", SHAPE, VALUES),
    error: pack(
      "f32",
      SHAPE,
      VALUES.map(() => 0.1),
    ),
    steps: { ...steps, signed: { ...steps.signed, shape: [steps.alphas.length, ...SHAPE] } },
    target: { index: 0, label: "tumour" },
    score: 70,
    baseline_score: 0,
    output: "score",
    ...change,
  };
}

export const volume = (wire: unknown) => decode(wire as Wire.VolumeFigure);
export const scene = async (change: Partial<Wire.VolumeFigure> = {}) =>
  new VolumeScene(await volume(volumeExample(change)));
export const look = (change: Partial<VolumeState> = {}): VolumeState => ({
  ...OPENING,
  ...fresh(),
  ...change,
});
