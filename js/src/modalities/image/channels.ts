// The channels of an image that are no colours: what each is worth, summed over all pixels.

import type * as Wire from "../../generated/schema";
import { ordinals } from "../../view/ordinals";
import { StepSums } from "../../view/paint/sums";
import { type Span, Spans, type Values } from "../../view/spans";
import { bytes, FigureError, floats } from "../../wire/arrays";
import { decodeSteps } from "../../wire/facts";

/** Channels with their arrays decoded. */
export interface ChannelValues extends Values {
  names: string[];
}

export async function decodeChannels({
  names,
  values,
  steps,
}: Wire.Channels): Promise<ChannelValues> {
  if (!Array.isArray(names) || !names.every((name) => typeof name === "string")) {
    throw new FigureError("The figure's channels are not as they should be: update igviz.");
  }
  const row = [names.length];
  return {
    names,
    values: floats(await bytes("channels.values", values, "f32", row)),
    error: null,
    steps: await decodeSteps(steps, row),
  };
}

/** One channel, a span of one value. */
export interface Channel extends Span {
  name: string;
  /** Which one of several of that name, or 0. */
  ordinal: number;
}

/** The channels of one image at every moment of the path. */
export class Channels extends Spans<Channel> {
  readonly path: StepSums;

  constructor(values: ChannelValues) {
    const { names } = values;
    const path = new StepSums(values.steps, names.length);
    const places = ordinals(names);
    const channels = names.map((name, at) => ({
      from: at,
      to: at + 1,
      name: name || "·",
      ordinal: places[at],
    }));
    super(channels, values, path);
    this.path = path;
  }
}
