// A small series with everything in it, for the tests.

import type * as Wire from "../../../src/generated/schema";
import { decode } from "../../../src/modalities/series/decode";
import { SeriesScene } from "../../../src/modalities/series/scene";
import { live, textExample, token } from "../../example";

interface Options {
  pack?: typeof live;
  channels?: string[];
  /** Attributions, a channel after the other. */
  values?: number[];
}

/** What the series holds: 0, 1, 2 ... from the first channel to the last. */
export const held = (count: number) => Array.from({ length: count }, (_, i) => i);

/** Two channels of six steps, whose attributions build up by ¼, ½ and ¼ of them. */
export function seriesExample(
  change: Partial<Wire.SeriesFigure> = {},
  {
    pack = live,
    channels = ["left", "right"],
    values = [0, 0.25, 0.5, 0, 0, 0, 0, 0, -0.125, -0.125, 0, 0],
  }: Options = {},
): Wire.SeriesFigure {
  const tokens = values.map((_, at) => token("", at));
  const { tokens: _, after, about, ...shared } = textExample({}, { pack, tokens, values });
  const [count, length] = [channels.length, values.length / channels.length];
  const shape = [count, length];
  const half = Math.max(1, Math.floor(length / 2));
  const intervals = [
    { start: 0, end: half, name: "first" },
    { start: half, end: length, name: "second" },
  ];
  return {
    ...shared,
    kind: "series",
    channels,
    hertz: null,
    inputs: pack("f32", shape, held(values.length)),
    baseline: pack("f32", shape, values),
    values: pack("f32", shape, values),
    error: { ...(shared.error as Wire.WireArray), shape },
    steps: { ...shared.steps, signed: { ...shared.steps.signed, shape: [3, ...shape] } },
    rate: null,
    dates: null,
    ticks: [
      { at: 0, label: "0" },
      { at: length - 1, label: "end" },
    ],
    intervals: length > 1 ? intervals : [{ start: 0, end: 1, name: "only" }],
    target: { index: 1, label: "high" },
    score: 0.5 + values.reduce((sum, value) => sum + value, 0),
    baseline_score: 0.5,
    output: "score",
    ...change,
  };
}

export const series = (wire: unknown) => decode(wire as Wire.SeriesFigure);
export const scene = async (...given: Parameters<typeof seriesExample>) =>
  new SeriesScene(await series(seriesExample(...given)));
