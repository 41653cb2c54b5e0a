// Pictures as RGBA pixels, mirroring igviz/stills/paint: plain arrays in, plain arrays out, no canvas.
// Plain loops: several of these are drawn for every event while α is dragged. A clamped array
// rounds and limits to 0..255 by itself.

import { PALETTES, type PaletteName, type Rgb } from "../../generated/palettes";

export type Pixels = Uint8ClampedArray<ArrayBuffer>;

/** One sign of the attribution: its strength per pixel and the channel it is added to. */
export interface Layer {
  strength: Float32Array;
  channel: Rgb;
}

/** As many pixels, opaque and black. */
function opaque(pixels: number): Pixels {
  const out = new Uint8ClampedArray(4 * pixels);
  for (let at = 3; at < out.length; at += 4) out[at] = 255;
  return out;
}

/** The image itself, from RGB bytes. */
export function plain(image: Uint8Array): Pixels {
  const out = opaque(image.length / 3);
  for (let from = 0, at = 0; at < out.length; from += 3, at += 4) {
    out[at] = image[from];
    out[at + 1] = image[from + 1];
    out[at + 2] = image[from + 2];
  }
  return out;
}

/** Point of the path in display space: baseline + α (image − baseline), as RGB bytes. */
export function scaledImage(image: Uint8Array, baseline: Uint8Array, alpha: number): Uint8Array {
  const out = new Uint8Array(image.length);
  for (let i = 0; i < out.length; i++) {
    out[i] = baseline[i] + alpha * (image[i] - baseline[i]) + 0.5;
  }
  return out;
}

/** Colour added over the dimmed image; no image weight leaves the colour on black. */
export function overlay(
  image: Uint8Array,
  layers: readonly Layer[],
  strength = 0.5,
  imageStrength = 0.7,
): Pixels {
  const out = opaque(image.length / 3);
  // Both colours may meet in one pixel, so nothing is limited before the sum is complete.
  const [first, second = first] = layers;
  if (!first) return out;
  const one = first.strength;
  const two = second.strength;
  const [r1, g1, b1] = first.channel.map((value) => value * strength);
  const [r2, g2, b2] = second.channel.map((value) => (second === first ? 0 : value * strength));
  for (let i = 0, from = 0, at = 0; at < out.length; i++, from += 3, at += 4) {
    const a = one[i];
    const b = two[i];
    out[at] = imageStrength * image[from] + a * r1 + b * r2;
    out[at + 1] = imageStrength * image[from + 1] + a * g1 + b * g2;
    out[at + 2] = imageStrength * image[from + 2] + a * b1 + b * b2;
  }
  return out;
}

/** The image times the size of the attribution; a `depth` below 1 dims the rest less. */
export function window(
  map: Float32Array | Uint8Array,
  image: Uint8Array,
  scale: number,
  depth = 1,
): Pixels {
  const out = opaque(map.length);
  const unit = scale > 0 ? 1 / scale : 0;
  for (let i = 0, from = 0, at = 0; at < out.length; i++, from += 3, at += 4) {
    const share = Math.min(Math.abs(map[i]) * unit, 1);
    const light = 1 - depth * (1 - share);
    out[at] = light * image[from];
    out[at + 1] = light * image[from + 1];
    out[at + 2] = light * image[from + 2];
  }
  return out;
}

const LEVELS = 1024;

/** A diverging scale as a table from −1 to 1, zero in the middle. */
export function heatTable(positive: readonly Rgb[], negative: readonly Rgb[]): Float32Array {
  const table = new Float32Array(3 * (2 * LEVELS + 1));
  for (let level = -LEVELS; level <= LEVELS; level++) {
    const stops = level < 0 ? negative : positive;
    table.set(ramp(stops, Math.abs(level) / LEVELS), 3 * (level + LEVELS));
  }
  return table;
}

const tables = new Map<PaletteName, Float32Array>();

/** The same of a palette, made once. */
export function tableOf(name: PaletteName): Float32Array {
  let table = tables.get(name);
  if (!table) {
    table = heatTable(PALETTES[name].heatPositive, PALETTES[name].heatNegative);
    tables.set(name, table);
  }
  return table;
}

function ramp(stops: readonly Rgb[], share: number): number[] {
  const place = share * (stops.length - 1);
  const below = Math.min(Math.floor(place), stops.length - 2);
  const part = place - below;
  return stops[below].map((from, c) => from + part * (stops[below + 1][c] - from));
}

/** What the heat map leaves out: nothing, or one sign, which then counts as zero. */
export type Kept = "positive" | "negative" | "both";

/** Colour a signed map; with an image, the map covers it by `cover`. */
export function heatMap(
  signed: Float32Array,
  scale: number,
  table: Float32Array,
  { kept = "both", image, cover = 1 }: { kept?: Kept; image?: Uint8Array; cover?: number } = {},
): Pixels {
  const out = opaque(signed.length);
  const unit = scale > 0 ? LEVELS / scale : 0;
  const low = kept === "positive" ? 0 : -LEVELS;
  const high = kept === "negative" ? 0 : LEVELS;
  const shine = image ? 1 - cover : 0;
  const under = image ?? new Uint8Array(3 * signed.length);
  const own = image ? cover : 1;
  for (let i = 0, from = 0, at = 0; at < out.length; i++, from += 3, at += 4) {
    const level = Math.round(Math.max(low, Math.min(high, signed[i] * unit)));
    const entry = 3 * (level + LEVELS);
    out[at] = own * table[entry] + shine * under[from];
    out[at + 1] = own * table[entry + 1] + shine * under[from + 1];
    out[at + 2] = own * table[entry + 2] + shine * under[from + 2];
  }
  return out;
}
