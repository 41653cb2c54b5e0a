// Arrays as they come over the wire: a notebook's binary buffers, or a report's packed text.

import type { WireArray } from "../generated/schema";

type Dtype = WireArray["dtype"];

/** The figure does not keep to the wire's rules; the message is fit to be shown. */
export class FigureError extends Error {
  override name = "FigureError";
}

const BYTES: Record<Dtype, number> = { u8: 1, i8: 1, f32: 4 };

export function sameLength(name: string, ...lists: unknown[][]): void {
  const sizes = lists.map((list) => (Array.isArray(list) ? list.length : -1));
  if (sizes[0] < 0 || sizes.some((size) => size !== sizes[0])) {
    throw new FigureError(`The figure's ${name} holds lists of different lengths (${sizes}).`);
  }
}

export async function bytes(
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
export function floats(data: Uint8Array): Float32Array {
  const values = new Float32Array(data.slice().buffer);
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) values[i] = 0;
  return values;
}
