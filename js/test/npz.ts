// Reads the golden files shared with pytest: a NumPy archive and a JSON file.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { unzipSync } from "fflate";

export interface NumpyArray {
  shape: number[];
  data: ArrayLike<number> | string;
}

export function golden(name: string): Uint8Array {
  return readFileSync(fileURLToPath(new URL(`../../tests/golden/${name}`, import.meta.url)));
}

/** Every array of an .npz file by name; a text array becomes a string. */
export function npz(name: string): Record<string, NumpyArray> {
  const files = unzipSync(golden(name));
  return Object.fromEntries(
    Object.entries(files).map(([file, bytes]) => [file.replace(/\.npy$/, ""), npy(bytes)]),
  );
}

function npy(bytes: Uint8Array): NumpyArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [start, size] =
    bytes[6] === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)];
  const header = new TextDecoder().decode(bytes.subarray(start, start + size));
  const dtype = /'descr': '([^']+)'/.exec(header)?.[1] ?? "";
  const shape = (/'shape': \(([^)]*)\)/.exec(header)?.[1] ?? "").match(/\d+/g)?.map(Number) ?? [];
  if (/'fortran_order': True/.test(header)) throw new Error("column-major arrays are not read");
  const body = bytes.slice(start + size).buffer;
  if (dtype === "<f4") return { shape, data: new Float32Array(body) };
  if (dtype === "<f8") return { shape, data: new Float64Array(body) };
  if (dtype.startsWith("<U")) {
    return { shape, data: String.fromCodePoint(...new Uint32Array(body)).replace(/\0+$/, "") };
  }
  throw new Error(`${dtype} is not read`);
}

/** Largest distance between RGBA pixels and flat RGB values on 0..255. */
export function worst(pixels: Uint8ClampedArray, expected: ArrayLike<number>): number {
  if (pixels.length * 3 !== expected.length * 4) return Number.POSITIVE_INFINITY;
  let off = 0;
  for (let i = 0; i < expected.length; i++) {
    const at = 4 * Math.floor(i / 3) + (i % 3);
    off = Math.max(off, Math.abs(pixels[at] - expected[i]));
  }
  return off;
}
