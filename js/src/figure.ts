// The wire: what Python's `Figure` holds, and the one place where it is checked.

type Dtype = "u8" | "i8" | "f32";

export interface WireArray {
  dtype: Dtype;
  shape: number[];
  /** A view (a notebook's binary buffer) or base64 of zlib bytes (a report). */
  data: DataView | ArrayBuffer | ArrayBufferView | string;
}

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

/** What every kind of figure says about its result. */
interface Facts {
  title: string;
  baseline_name: string;
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

interface WireSteps {
  alphas: number[];
  weights: number[];
  signed: WireArray;
  signed_scale: number[];
  /** What the channels of a pixel cancel: absolute less |signed|, which packs better. */
  cancelled: WireArray;
  cancelled_scale: number[];
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

export type WireFigure = WireImageFigure;

/** Step gradients at the kept points of the path, each quantised by its own scale. */
export interface Steps {
  alphas: number[];
  weights: number[];
  signed: Int8Array;
  signedScale: number[];
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

export type Figure = ImageFigure;

/** The figure does not keep to the wire's rules; the message is fit to be shown. */
export class FigureError extends Error {
  override name = "FigureError";
}

const BYTES: Record<Dtype, number> = { u8: 1, i8: 1, f32: 4 };

/** True for `{}`, which stands for "no picture yet". */
export function isEmpty(wire: unknown): boolean {
  return !wire || (typeof wire === "object" && Object.keys(wire).length === 0);
}

/** Check a figure from the wire and turn its arrays into typed ones. */
export async function decode(wire: unknown): Promise<Figure> {
  const figure = wire as Partial<WireFigure>;
  if (figure?.kind !== "image" || figure.version !== 1) {
    const given = `kind "${String(figure?.kind)}", version ${String(figure?.version)}`;
    throw new FigureError(
      `This view draws image figures of version 1, not ${given}: update igviz.`,
    );
  }
  return decodeImage(figure as WireImageFigure);
}

async function decodeImage(wire: WireImageFigure): Promise<ImageFigure> {
  const [height, width] = wire.image?.shape ?? [];
  if (!(height >= 1 && width >= 1)) throw new FigureError("The figure holds no image.");
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

function sameLength(name: string, ...lists: unknown[][]): void {
  const sizes = lists.map((list) => (Array.isArray(list) ? list.length : -1));
  if (sizes[0] < 0 || sizes.some((size) => size !== sizes[0])) {
    throw new FigureError(`The figure's ${name} holds lists of different lengths (${sizes}).`);
  }
}

async function bytes(
  name: string,
  array: WireArray,
  dtype: Dtype,
  shape: number[],
): Promise<Uint8Array> {
  if (array?.dtype !== dtype || String(array.shape) !== String(shape)) {
    const given = array ? `${array.dtype} [${array.shape}]` : "nothing";
    throw new FigureError(`The figure's ${name} should be ${dtype} [${shape}], not ${given}.`);
  }
  const data = typeof array.data === "string" ? await inflate(array.data) : viewOf(array.data);
  const expected = shape.reduce((product, size) => product * size, BYTES[dtype]);
  if (data.length !== expected) {
    throw new FigureError(`The figure's ${name} holds ${data.length} bytes, not ${expected}.`);
  }
  return data;
}

function viewOf(data: DataView | ArrayBuffer | ArrayBufferView): Uint8Array {
  // A widget's buffer may be a window into a larger one: its offset and length count.
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

async function inflate(base64: string): Promise<Uint8Array> {
  const text = atob(base64);
  const packed = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) packed[i] = text.charCodeAt(i);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Copied, because the bytes may start anywhere; what is not a number counts as zero. */
function floats(data: Uint8Array): Float32Array {
  const values = new Float32Array(data.slice().buffer);
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) values[i] = 0;
  return values;
}
