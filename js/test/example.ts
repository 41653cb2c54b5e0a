// A small figure with everything in it, for the tests.

import { zlibSync } from "fflate";
import type * as Wire from "../src/generated/schema";
import { decode as decodeImage } from "../src/modalities/image/decode";
import { fresh as freshImage } from "../src/modalities/image/modes";
import type { ImageState } from "../src/modalities/image/slice";
import type { ImageFigure } from "../src/modalities/image/types";
import { decode as decodeText } from "../src/modalities/text/decode";
import { fresh as freshText, type TextState } from "../src/modalities/text/slice";
import type { TextFigure } from "../src/modalities/text/types";
import { OPENING } from "../src/view/state";

type Dtype = Wire.WireArray["dtype"];
const TYPES = { u8: Uint8Array, i8: Int8Array, f32: Float32Array };

/** As a notebook sends it: a view that starts at an odd place in a larger buffer. */
export function live(dtype: Dtype, shape: number[], values: ArrayLike<number>): Wire.WireArray {
  const bytes = new Uint8Array(TYPES[dtype].from(values as number[]).buffer);
  const buffer = new ArrayBuffer(bytes.length + 8);
  new Uint8Array(buffer).fill(255).set(bytes, 3);
  return { dtype, shape, data: new DataView(buffer, 3, bytes.length) };
}

/** As a report holds it: base64 of zlib bytes. */
export function packed(dtype: Dtype, shape: number[], values: ArrayLike<number>): Wire.WireArray {
  const bytes = new Uint8Array(TYPES[dtype].from(values as number[]).buffer);
  return { dtype, shape, data: Buffer.from(zlibSync(bytes)).toString("base64") };
}

/** A sentence as Python sends it. */
export const sentence = (text: string, tip = `What "${text}" means.`): Wire.Sentence => ({
  text,
  tip,
});

/** The one metric of the example, as Python sends it. */
export const completeness = (
  said: Wire.Sentence = sentence("adds up to 99.7\u202f%"),
): { metrics: Wire.Measured[] } => ({
  metrics: [{ name: "completeness", source: "a paper", value: 0.997, of_sum: true, ...said }],
});

/** What Python says of the example. */
export const said = (change: Partial<Wire.Said> = {}): { said: Wire.Said } => ({
  said: {
    error: sentence("error about 3.6\u202f%"),
    refining: null,
    evaluations: sentence("41 evaluations"),
    baseline: null,
    shares: true,
    ...change,
  },
});

export function example(
  change: Partial<Wire.ImageFigure> = {},
  { pack = live, width = 3, height = 2, steps = 3 } = {},
): Wire.ImageFigure {
  const n = width * height;
  const range = (size: number, value: (i: number) => number) =>
    Array.from({ length: size }, (_, i) => value(i));
  const alphas = range(steps, (i) => (steps === 1 ? 0.5 : i / (steps - 1)));
  const weights = range(steps, () => 1 / steps);
  return {
    kind: "image",
    version: 1,
    title: "dog.jpg",
    image: pack(
      "u8",
      [height, width, 3],
      range(3 * n, (i) => (i * 37) % 256),
    ),
    baseline: pack(
      "u8",
      [height, width, 3],
      range(3 * n, () => 0),
    ),
    baseline_name: "black",
    positive: pack(
      "f32",
      [height, width],
      range(n, (i) => i / 10),
    ),
    negative: pack(
      "f32",
      [height, width],
      range(n, (i) => (n - i) / 20),
    ),
    grain: 1,
    regions: {
      labels: pack(
        "u8",
        [height, width],
        range(n, (i) => (i % width < width / 2 ? 0 : 1)),
      ),
      names: ["left", "right"],
      edge: 1,
      given: true,
    },
    error: pack(
      "f32",
      [height, width],
      range(n, () => 0.01),
    ),
    path: {
      alphas,
      weights,
      scores: range(steps, (i) => 0.2 + 0.1 * i),
      contributions: range(steps, () => 0.6),
    },
    steps: {
      alphas,
      weights,
      signed: pack(
        "i8",
        [steps, height, width],
        range(steps * n, (i) => (i % 255) - 127),
      ),
      signed_scale: range(steps, () => 0.01),
      cancelled: pack(
        "u8",
        [steps, height, width],
        range(steps * n, (i) => i % 256),
      ),
      cancelled_scale: range(steps, () => 0.01),
    },
    target: { index: 2, label: "Samoyed" },
    output: "probability",
    score: 0.86,
    baseline_score: 0.01,
    predictions: [
      { index: 2, label: "Samoyed", score: 0.86 },
      { index: 1, label: "white wolf", score: 0.13 },
    ],
    certificate: {
      evaluations: 41,
      error: 0.0361,
      tol: 0.05,
      delta: -0.00255,
      converged: true,
      method: "adaptive",
      worst: null,
    },
    ...said(),
    ...completeness(),
    notes: [],
    provenance: { model: "Net" },
    ...change,
  };
}

export const image = (wire: unknown): Promise<ImageFigure> => decodeImage(wire as Wire.ImageFigure);
export const text = (wire: unknown): Promise<TextFigure> => decodeText(wire as Wire.TokensFigure);

/** What a picture or a text is drawn by: as a view opens, but for what is said. */
export const imageLook = (change: Partial<ImageState> = {}): ImageState => ({
  ...OPENING,
  ...freshImage(),
  ...change,
});
export const textLook = (change: Partial<TextState> = {}): TextState => ({
  ...OPENING,
  ...freshText(),
  ...change,
});

/** A token; the tests say only what matters to them. */
export function token(text: string, word: number, change: Partial<Wire.Token> = {}): Wire.Token {
  return { before: "", text, special: false, word, segment: 0, ...change };
}

/** "[CLS] un|believ|ably bad film", with steps at α = 0, 0.5 and 1 that build up to the values. */
export const TOKENS = [
  token("[CLS]", 0, { special: true }),
  token("un", 1),
  token("believ", 1),
  token("ably", 1),
  token("bad", 2, { before: " " }),
  token("film", 3, { before: " " }),
];
export const VALUES = [0.05, 0.1, -0.3, 0.1, -0.5, 0.25];

export function textExample(
  change: Partial<Wire.TokensFigure> = {},
  { pack = live, tokens = TOKENS, values = VALUES }: TextOptions = {},
): Wire.TokensFigure {
  const { title, path, ...facts } = example();
  const n = tokens.length;
  const largest = Math.max(...values.map(Math.abs)) || 1;
  const levels = values.map((value) => Math.round((127 * value) / largest));
  const sum = values.reduce((total, value) => total + value, 0);
  return {
    ...facts,
    kind: "tokens",
    title: "",
    tokens,
    after: ".",
    values: pack("f32", [n], values),
    error: pack(
      "f32",
      [n],
      values.map(() => 0.02),
    ),
    // Weights 1/4, 1/2, 1/4 of the same gradient: a quarter, three quarters, all of it.
    path: { ...path, weights: [0.25, 0.5, 0.25], contributions: [sum, sum, sum] },
    steps: {
      alphas: [0, 0.5, 1],
      weights: [0.25, 0.5, 0.25],
      signed: pack("i8", [3, n], [...levels, ...levels, ...levels]),
      signed_scale: [largest / 127, largest / 127, largest / 127],
    },
    target: { index: 1, label: "negative" },
    score: 0.2,
    baseline_score: 0.5,
    baseline_name: "zero",
    predictions: [
      { index: 1, label: "negative", score: 0.2 },
      { index: 0, label: "positive", score: 0.8 },
    ],
    certificate: { ...facts.certificate, delta: 0 },
    about: [],
    ...change,
  };
}

interface TextOptions {
  pack?: typeof live;
  tokens?: Wire.Token[];
  values?: number[];
}
