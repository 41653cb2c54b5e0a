// The wire: what Python's `Figure` holds, and the one place where it is checked.

import { bytes, FigureError, floats, sameLength, type WireArray } from "./arrays";

export { FigureError, type WireArray };

export interface Prediction {
  index: number;
  label: string;
  score: number;
}

export interface Certificate {
  evaluations: number;
  error: number | null;
  tol: number | null;
  delta: number;
  converged: boolean | null;
  method: string;
  worst: [number, number] | null;
}

export interface Path {
  alphas: number[];
  weights: number[];
  scores: number[];
  contributions: number[];
}

/**
 * What the model says at the baseline; entropy as a share of its maximum, which even odds have, null
 * where answers do not exclude each other.
 */
export interface BaselinePrediction {
  label: string;
  score: number;
  entropy: number | null;
}

/** What every kind of figure says about its result. */
interface Facts {
  title: string;
  baseline_name: string;
  /** Figures of older files have none. */
  baseline_prediction?: BaselinePrediction | null;
  path: Path;
  target: { index: number | null; label: string };
  output: "probability" | "logit" | "score";
  score: number;
  baseline_score: number;
  predictions: Prediction[];
  certificate: Certificate;
  notes: string[];
  provenance: Record<string, string>;
}

interface WireSteps extends WireTokenSteps {
  /** What the channels of a pixel cancel: absolute less |signed|, which packs better. */
  cancelled: WireArray;
  cancelled_scale: number[];
}

interface WireTokenSteps {
  alphas: number[];
  weights: number[];
  signed: WireArray;
  signed_scale: number[];
}

export interface WireImageFigure extends Facts {
  kind: "image";
  version: 1;
  image: WireArray;
  baseline: WireArray;
  positive: WireArray;
  negative: WireArray;
  error: WireArray | null;
  steps: WireSteps;
}

/** One token as it is shown; `before` and `text`, one after the other, are the text. */
export interface Token {
  before: string;
  /** Empty for a later piece of one character. */
  text: string;
  /** Added by the tokenizer. */
  special: boolean;
  /** Tokens of one number are pieces of one word. */
  word: number;
  /** Which text of a pair. */
  segment: number;
}

export interface WireTokensFigure extends Facts {
  kind: "tokens";
  version: 1;
  tokens: Token[];
  after: string;
  values: WireArray;
  error: WireArray | null;
  steps: WireTokenSteps;
  about: number[];
}

export type WireFigure = WireImageFigure | WireTokensFigure;

/** Several figures to choose from. */
export interface WireGallery {
  kind: "many";
  version: 1;
  figures: unknown[];
  title?: string;
}

/** Signed step gradients at the kept points of the path, each quantised by its own scale. */
export interface SignedSteps {
  alphas: number[];
  weights: number[];
  signed: Int8Array;
  signedScale: number[];
}

/** Those of an image also keep what the channels cancel. */
export interface Steps extends SignedSteps {
  absolute: Uint8Array;
  absoluteScale: number[];
}

export interface ImageFigure extends Facts {
  kind: "image";
  width: number;
  height: number;
  /** RGB, what the model saw. */
  image: Uint8Array;
  baseline: Uint8Array;
  positive: Float32Array;
  negative: Float32Array;
  error: Float32Array | null;
  steps: Steps;
}

export interface TokensFigure extends Facts {
  kind: "tokens";
  tokens: Token[];
  after: string;
  /** Signed attribution of each token, summed over its embedding. */
  values: Float32Array;
  error: Float32Array | null;
  steps: SignedSteps;
  /** Tokens that the explained output speaks of. */
  about: number[];
}

export type Figure = ImageFigure | TokensFigure;

/** True for `{}`, which stands for "no picture yet". */
export function isEmpty(wire: unknown): boolean {
  return !wire || (typeof wire === "object" && Object.keys(wire).length === 0);
}

/** The figures of a gallery, or null for anything else. */
export function galleryOf(wire: unknown): WireGallery | null {
  const given = wire as Partial<WireGallery> | null;
  if (given?.kind !== "many") return null;
  if (given.version !== 1) throw unknown("figures", given);
  if (!Array.isArray(given.figures) || given.figures.length === 0) {
    throw new FigureError("The gallery holds no figures.");
  }
  return given as WireGallery;
}

/** Check a figure from the wire and turn its arrays into typed ones. */
export async function decode(wire: unknown): Promise<Figure> {
  const figure = wire as Partial<WireFigure> | null;
  if (figure?.version === 1 && figure.kind === "image") {
    return decodeImage(figure as WireImageFigure);
  }
  if (figure?.version === 1 && figure.kind === "tokens") {
    return decodeTokens(figure as WireTokensFigure);
  }
  throw unknown("images and texts", figure);
}

function unknown(known: string, given: { kind?: unknown; version?: unknown } | null): FigureError {
  const what = `kind "${String(given?.kind)}", version ${String(given?.version)}`;
  return new FigureError(`This view draws ${known} of version 1, not ${what}: update igviz.`);
}

async function decodeImage(wire: WireImageFigure): Promise<ImageFigure> {
  const [height, width] = wire.image?.shape ?? [];
  if (!(height >= 1 && width >= 1)) throw new FigureError("The figure holds no image.");
  checkBaseline(wire.baseline_prediction);
  const { path, steps } = wire;
  sameLength("path", path.alphas, path.weights, path.scores, path.contributions);
  sameLength("steps", steps.alphas, steps.weights, steps.signed_scale, steps.cancelled_scale);
  const plane = [height, width];
  const pixels = [height, width, 3];
  const stack = [steps.alphas.length, height, width];
  const [image, baseline, positive, negative, error, signed, cancelled] = await Promise.all([
    bytes("image", wire.image, "u8", pixels),
    bytes("baseline", wire.baseline, "u8", pixels),
    bytes("positive", wire.positive, "f32", plane),
    bytes("negative", wire.negative, "f32", plane),
    wire.error ? bytes("error", wire.error, "f32", plane) : null,
    bytes("steps.signed", steps.signed, "i8", stack),
    bytes("steps.cancelled", steps.cancelled, "u8", stack),
  ]);
  const levels = new Int8Array(signed.buffer, signed.byteOffset, signed.length);
  return {
    ...wire,
    width,
    height,
    image,
    baseline,
    positive: floats(positive),
    negative: floats(negative),
    error: error && floats(error),
    steps: {
      alphas: steps.alphas,
      weights: steps.weights,
      signed: levels,
      signedScale: steps.signed_scale,
      ...absoluteOf(levels, steps.signed_scale, cancelled, steps.cancelled_scale),
    },
  };
}

async function decodeTokens(wire: WireTokensFigure): Promise<TokensFigure> {
  const { tokens, after, about, path, steps } = wire;
  if (!Array.isArray(tokens) || tokens.length === 0) {
    throw new FigureError("The figure holds no tokens.");
  }
  const bad = tokens.findIndex((token) => !isToken(token));
  if (bad >= 0 || typeof after !== "string") {
    const place = bad >= 0 ? `token ${bad}` : "text after the last token";
    throw new FigureError(`The figure's ${place} is not as it should be: update igviz.`);
  }
  const inside = (at: unknown) => Number.isInteger(at) && tokens[at as number] !== undefined;
  if (!Array.isArray(about) || !about.every(inside)) {
    throw new FigureError(`The figure's about names tokens that are not there (${about}).`);
  }
  checkBaseline(wire.baseline_prediction);
  sameLength("path", path.alphas, path.weights, path.scores, path.contributions);
  sameLength("steps", steps.alphas, steps.weights, steps.signed_scale);
  const row = [tokens.length];
  const [values, error, signed] = await Promise.all([
    bytes("values", wire.values, "f32", row),
    wire.error ? bytes("error", wire.error, "f32", row) : null,
    bytes("steps.signed", steps.signed, "i8", [steps.alphas.length, tokens.length]),
  ]);
  return {
    ...wire,
    values: floats(values),
    error: error && floats(error),
    steps: {
      alphas: steps.alphas,
      weights: steps.weights,
      signed: new Int8Array(signed.buffer, signed.byteOffset, signed.length),
      signedScale: steps.signed_scale,
    },
  };
}

function checkBaseline(said: BaselinePrediction | null | undefined): void {
  if (said === null || said === undefined) return;
  const { label, score, entropy } = said;
  const known = entropy === null || Number.isFinite(entropy);
  if (typeof label === "string" && Number.isFinite(score) && known) return;
  throw new FigureError("The figure's baseline_prediction is not as it should be: update igviz.");
}

function isToken(given: Partial<Token> | null): boolean {
  return (
    typeof given?.before === "string" &&
    typeof given.text === "string" &&
    typeof given.special === "boolean" &&
    Number.isInteger(given.word) &&
    Number.isInteger(given.segment)
  );
}

/** The absolute maps, again as 8-bit levels with a scale each. */
export function absoluteOf(
  signed: Int8Array,
  signedScale: number[],
  cancelled: Uint8Array,
  cancelledScale: number[],
): Pick<Steps, "absolute" | "absoluteScale"> {
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
