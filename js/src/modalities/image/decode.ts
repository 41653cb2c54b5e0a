// Checks an image's figure and turns its arrays into typed ones.

import { GRAINS } from "../../generated/limits";
import type * as Wire from "../../generated/schema";
import { bytes, FigureError, floats } from "../../wire/arrays";
import { checkFacts, decodeSteps, type SignedSteps } from "../../wire/facts";
import { decodeChannels } from "./channels";
import type { ImageFigure, ImageRegions, ImageSteps } from "./types";

export async function decode(wire: Wire.ImageFigure): Promise<ImageFigure> {
  const [height, width] = wire.image?.shape ?? [];
  if (!(height >= 1 && width >= 1)) throw new FigureError("The figure holds no image.");
  if (!GRAINS.includes(wire.grain))
    throw new FigureError(`The figure has no grain: ${wire.grain}.`);
  const said = checkFacts(wire);
  const plane = [height, width];
  const pixels = [height, width, 3];
  const [image, baseline, positive, negative, error, steps] = await Promise.all([
    bytes("image", wire.image, "u8", pixels),
    bytes("baseline", wire.baseline, "u8", pixels),
    bytes("positive", wire.positive, "f32", plane),
    bytes("negative", wire.negative, "f32", plane),
    wire.error ? bytes("error", wire.error, "f32", plane) : null,
    imageSteps(wire.steps, plane),
  ]);
  const regions = await decodeRegions(wire.regions, plane);
  const channels = wire.channels ? await decodeChannels(wire.channels) : null;
  return {
    ...wire,
    ...said,
    width,
    height,
    image,
    baseline,
    positive: floats(positive),
    negative: floats(negative),
    error: error && floats(error),
    regions,
    steps,
    channels,
  };
}

async function decodeRegions(
  wire: Wire.ImageRegions | undefined,
  plane: number[],
): Promise<ImageRegions> {
  const { names, edge } = wire ?? {};
  if (!wire || !Array.isArray(names) || !GRAINS.includes(Number(edge))) {
    throw new FigureError("The figure has no regions.");
  }
  const labels = await bytes("regions.labels", wire.labels, "u8", plane);
  const own = new Uint8Array(labels.buffer, labels.byteOffset, labels.byteLength);
  if (own.some((label) => label >= names.length)) {
    throw new FigureError("The figure has regions without names.");
  }
  return { ...wire, labels: own };
}

async function imageSteps(steps: Wire.ImageSteps, plane: number[]): Promise<ImageSteps> {
  const stack = [steps.alphas.length, ...plane];
  const [signed, cancelled] = await Promise.all([
    decodeSteps(steps, plane, steps.cancelled_scale),
    bytes("steps.cancelled", steps.cancelled, "u8", stack),
  ]);
  return { ...signed, ...absoluteOf(signed, cancelled, steps.cancelled_scale) };
}

/** The absolute maps, again as 8-bit levels with a scale each. */
export function absoluteOf(
  { signed, signedScale }: Pick<SignedSteps, "signed" | "signedScale">,
  cancelled: Uint8Array,
  cancelledScale: number[],
): Pick<ImageSteps, "absolute" | "absoluteScale"> {
  const size = signedScale.length ? signed.length / signedScale.length : 0;
  const absolute = new Uint8Array(signed.length);
  const values = new Float32Array(size);
  const absoluteScale = signedScale.map((scale, k) => {
    let largest = 0;
    for (let i = 0; i < size; i++) {
      const at = k * size + i;
      values[i] = Math.abs(signed[at]) * scale + cancelled[at] * cancelledScale[k];
      if (values[i] > largest) largest = values[i];
    }
    const level = largest / 255;
    if (level > 0)
      for (let i = 0; i < size; i++) absolute[k * size + i] = Math.round(values[i] / level);
    return level;
  });
  return { absolute, absoluteScale };
}
