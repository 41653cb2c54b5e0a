import { describe, expect, it } from "vitest";
import { PALETTES, type PaletteName } from "../../../../src/generated/palettes";
import { fresh, picture } from "../../../../src/modalities/image/modes";
import { imageStrength } from "../../../../src/modalities/image/modes/overlay";
import { addedUp, cancelled } from "../../../../src/modalities/image/paint/grain";
import { cleanUp, outline } from "../../../../src/modalities/image/paint/outline";
import { StepMaps } from "../../../../src/modalities/image/paint/steps";
import { ImageScene } from "../../../../src/modalities/image/scene";
import type { ImageState } from "../../../../src/modalities/image/slice";
import type { ImageFigure } from "../../../../src/modalities/image/types";
import * as pictures from "../../../../src/view/paint/pictures";
import { Ranking } from "../../../../src/view/paint/ranking";
import { massRange, strengths } from "../../../../src/view/paint/strengths";
import { textColour, tokenColour } from "../../../../src/view/paint/tones";
import type { Polarity } from "../../../../src/view/signs";
import { OPENING } from "../../../../src/view/state";
import { golden, npz, worst } from "../../../npz";

interface Vector {
  shape: number[];
  data: number[];
}

interface Input {
  positive: Vector;
  negative: Vector;
  image: Vector;
  baseline: Vector;
  steps: {
    alphas: number[];
    weights: number[];
    signed_scale: number[];
    absolute_scale: number[];
    signed: Vector;
    absolute: Vector;
  };
}

type Params = Record<string, number | string | boolean | undefined>;

interface Case {
  input: string;
  painter: string;
  params: Params;
  output: number[] | number;
}

const SIGNS = ["positive", "negative"] as const;

/** What every overlay shares: parameters under Python's names, one map for each sign. */
function layers(
  maps: Record<(typeof SIGNS)[number], Float32Array>,
  channels: Record<(typeof SIGNS)[number], readonly number[]>,
  [height, width]: number[],
  params: Params,
): pictures.Layer[] {
  const polarity = params.polarity ?? "positive";
  return SIGNS.filter((sign) => polarity === "both" || polarity === sign).map((sign) => {
    const above = (params.clip_above_percentile as number) ?? 99.9;
    const below = (params.clip_below_percentile as number) ?? 0;
    let strength = strengths(maps[sign], massRange(new Ranking(maps[sign]), above, below));
    const clean = params.morphological_cleanup === true;
    if (params.outlines) {
      const percentage = (params.outlines_component_percentage as number) ?? 90;
      strength = outline(strength, width, height, { percentage, clean });
    } else if (clean) strength = cleanUp(strength, width, height);
    return { strength, channel: channels[sign] as unknown as pictures.Layer["channel"] };
  });
}

describe("the reference's own pictures", () => {
  const archive = npz("visualize_reference.npz");
  const cases = JSON.parse(archive.cases.data as string) as {
    case: number;
    params: Params & { positive_channel?: number[]; negative_channel?: number[] };
    output: string;
  }[];

  /** Values of one sign limited to 1, then the mean over channels, as the reference does. */
  function oneSign(values: ArrayLike<number>, sign: 1 | -1): Float32Array {
    const out = new Float32Array(values.length / 3);
    for (let i = 0; i < values.length; i++) {
      out[Math.floor(i / 3)] += Math.min(Math.max(sign * values[i], 0), 1) / 3;
    }
    return out;
  }

  it("has forty of them", () => expect(cases).toHaveLength(40));

  it.each(cases)("$output agrees to 1 in 255", ({ case: index, params, output }) => {
    const attributions = archive[`attributions_${index}`];
    const values = attributions.data as ArrayLike<number>;
    const image = Uint8Array.from(archive[`image_${index}`].data as ArrayLike<number>);
    const channels = {
      positive: params.positive_channel ?? PALETTES["green-red"].positive,
      negative: params.negative_channel ?? PALETTES["green-red"].negative,
    };
    const maps = { positive: oneSign(values, 1), negative: oneSign(values, -1) };
    const drawn = layers(maps, channels, attributions.shape, params);
    const weights = params.overlay === false ? ([1, 0] as const) : ([0.5, 0.7] as const);
    const expected = archive[output].data as ArrayLike<number>;
    expect(worst(pictures.overlay(image, drawn, ...weights), expected)).toBeLessThanOrEqual(1);
  });
});

describe("the Python painters' vectors", () => {
  const vectors = JSON.parse(new TextDecoder().decode(golden("paint.json"))) as {
    opening: { clip_above_percentile: number; strength: number; image_strength: number };
    palettes: Record<string, Record<string, unknown>>;
    inputs: Record<string, Input>;
    cases: Case[];
    tokens: {
      values: number[];
      palette: PaletteName;
      backgrounds: number[][];
      texts: number[][];
    }[];
  };

  it("opens with the same overlay", () => {
    const { mode, polarity, clip, strength } = fresh();
    expect([mode, polarity]).toEqual(["overlay", "positive"]);
    expect({
      clip_above_percentile: clip.overlay,
      strength: strength.overlay,
      image_strength: imageStrength(strength.overlay),
    }).toEqual(vectors.opening);
  });

  it("uses the same colours", () => {
    expect(Object.keys(PALETTES)).toEqual(Object.keys(vectors.palettes));
    for (const [name, theirs] of Object.entries(vectors.palettes)) {
      const ours = PALETTES[name as PaletteName];
      expect({
        label: ours.label,
        positive: ours.positive,
        negative: ours.negative,
        heat_positive: ours.heatPositive,
        heat_negative: ours.heatNegative,
        token_positive: ours.tokenPositive,
        token_negative: ours.tokenNegative,
        token_neutral: ours.tokenNeutral,
      }).toEqual(theirs);
    }
  });

  const floats = (vector: Vector): Float32Array => Float32Array.from(vector.data);
  const stepMaps = ({ steps, positive }: Input): StepMaps =>
    new StepMaps(
      {
        alphas: steps.alphas,
        weights: steps.weights,
        signed: Int8Array.from(steps.signed.data),
        signedScale: steps.signed_scale,
        absolute: Uint8Array.from(steps.absolute.data),
        absoluteScale: steps.absolute_scale,
      },
      positive.data.length,
    );
  const paletteOf = (params: Params) => PALETTES[(params.palette ?? "green-red") as PaletteName];

  const numbers: Record<string, (input: Input, params: Params) => number[]> = {
    mass_threshold: (input, params) => [
      new Ranking(floats(input.positive)).massThreshold(params.percentage as number),
    ],
    scale_by_mass: (input, params) => {
      const map = floats(input.positive);
      const { clip_above: above = 99.9, clip_below: below = 0 } = params as Record<string, number>;
      return [...strengths(map, massRange(new Ranking(map), above, below))];
    },
    running: (input, params) => {
      const maps = stepMaps(input);
      return [...maps.running(maps.upTo(params.alpha as number))];
    },
    added_up: (input, { grain, enough }) => [
      ...sums(input, grain as number, enough as number | undefined),
    ],
    cancelled: (input, params) => {
      const near = sums(input, params.grain as number);
      const wide = sums(input, params.around as number);
      return [cancelled(near, wide, params.polarity as Polarity)];
    },
  };

  const signed = ({ positive, negative }: Input): Float32Array =>
    Float32Array.from(positive.data, (value, i) => value - negative.data[i]);
  const sums = (input: Input, grain: number, enough?: number): Float32Array =>
    addedUp(signed(input), input.positive.shape[1], grain, enough);

  function sceneOf(input: Input, change: Partial<ImageFigure> = {}): ImageScene {
    const [height, width] = input.positive.shape;
    const { signed: levels, absolute } = input.steps;
    return new ImageScene({
      width,
      height,
      grain: 1,
      regions: { labels: new Uint8Array(width * height), names: ["all"], edge: 1, given: true },
      image: Uint8Array.from(input.image.data),
      positive: floats(input.positive),
      negative: floats(input.negative),
      error: null,
      channels: null,
      steps: {
        alphas: input.steps.alphas,
        weights: input.steps.weights,
        signed: Int8Array.from(levels.data),
        signedScale: input.steps.signed_scale,
        absolute: Uint8Array.from(absolute.data),
        absoluteScale: input.steps.absolute_scale,
      },
      ...change,
    } as unknown as ImageFigure);
  }

  const painters: Record<string, (input: Input, params: Params) => pictures.Pixels> = {
    overlay: (input, params) => {
      const maps = { positive: floats(input.positive), negative: floats(input.negative) };
      const drawn = layers(maps, paletteOf(params), input.positive.shape, params);
      const { strength, image_strength: image } = params as Record<string, number>;
      return pictures.overlay(Uint8Array.from(input.image.data), drawn, strength, image);
    },
    window: (input, params) => {
      const negative = input.negative.data;
      const map = Float32Array.from(input.positive.data, (value, i) => value + negative[i]);
      const { percentile = 99, scale } = params as Record<string, number>;
      const full = scale ?? new Ranking(map).percentile(percentile);
      return pictures.window(map, Uint8Array.from(input.image.data), full);
    },
    heat_map: (input, params) => {
      const negative = input.negative.data;
      const map = Float32Array.from(input.positive.data, (value, i) => value - negative[i]);
      const { percentile = 99.5, scale } = params as Record<string, number>;
      const full = scale ?? new Ranking(map.map(Math.abs)).percentile(percentile);
      const { heatPositive, heatNegative } = paletteOf(params);
      return pictures.heatMap(map, full, pictures.heatTable(heatPositive, heatNegative));
    },
    grained: (input, params) => {
      const scene = sceneOf(input);
      return picture(scene, { ...OPENING, ...fresh(), ...params } as ImageState, 9);
    },
    regioned: (input, { edge, count, polarity }) => {
      const [height, width] = input.positive.shape;
      const labels = Uint8Array.from(
        { length: height * width },
        (_, i) => Math.floor((Math.floor(i / width) + (i % width)) / 3) % (count as number),
      );
      const regions = {
        labels,
        names: [..."abcd"].slice(0, count as number),
        edge: edge as number,
        given: false,
      };
      const look = { mode: "regions", polarity: polarity as Polarity };
      return picture(sceneOf(input, { regions }), { ...OPENING, ...fresh(), ...look }, 9);
    },
    scaled_image: (input, params) => pictures.plain(scaled(input, params.alpha as number)),
    step_window: (input, params) => {
      const maps = stepMaps(input);
      const step = params.step as number;
      const full = params.shared ? maps.sharedScale : maps.ownScale(step);
      const scale = maps.level(step) > 0 ? full / maps.level(step) : 0;
      return pictures.window(maps.absolute(step), scaled(input, maps.alpha(step)), scale);
    },
  };

  function scaled({ image, baseline }: Input, alpha: number): Uint8Array {
    return pictures.scaledImage(Uint8Array.from(image.data), Uint8Array.from(baseline.data), alpha);
  }

  // Strengths above a low end other than zero have no use in the view.
  const cases = vectors.cases.filter((entry) => !entry.params.low);

  it.each(vectors.tokens)("tokens $values in $palette", ({ values, palette, ...expected }) => {
    const full = Math.max(...values.map(Math.abs));
    const backgrounds = values.map((value) =>
      tokenColour(full > 0 ? value / full : 0, PALETTES[palette]),
    );
    expect(backgrounds).toHaveLength(expected.backgrounds.length);
    const theirs = expected.backgrounds.flat();
    backgrounds.flat().forEach((level, i) => {
      expect(Math.abs(level - theirs[i])).toBeLessThanOrEqual(1);
    });
    expect(backgrounds.map(textColour)).toEqual(expected.texts);
  });

  it("knows every painter", () => {
    const known = new Set([...Object.keys(numbers), ...Object.keys(painters)]);
    expect(cases.filter((entry) => !known.has(entry.painter))).toEqual([]);
    expect(new Set(cases.map((entry) => entry.painter))).toEqual(known);
  });

  it.each(cases)("$painter of $input with $params", ({ input, painter, params, output }) => {
    const expected = Array.isArray(output) ? output : [output];
    if (painter in numbers) {
      const given = numbers[painter](vectors.inputs[input], params);
      expect(given).toHaveLength(expected.length);
      const unit = Math.max(...expected.map(Math.abs), 1e-30);
      given.forEach((value, i) => {
        expect(Math.abs(value - expected[i]) / unit).toBeLessThanOrEqual(1e-6);
      });
    } else {
      expect(worst(painters[painter](vectors.inputs[input], params), expected)).toBeLessThanOrEqual(
        1,
      );
    }
  });
});
