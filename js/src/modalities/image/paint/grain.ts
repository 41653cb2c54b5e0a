// Attribution added up over neighbourhoods before it is drawn, as igviz/stills/paint/grain.py does.
// Plain loops over flat arrays: this runs while α is dragged.

import { ENOUGH, GRAINS, LOUDEST, ROUNDING, VISIBLE } from "../../../generated/limits";
import { Ranking } from "../../../view/paint/ranking";
import { type Polarity, shows } from "../../../view/signs";

const PASSES = 3;
/** A block is no wider than this part of a grain. */
const NARROWEST = 8;

/** The grain twice as wide; of the widest itself. */
export const wider = (grain: number): number =>
  GRAINS[Math.min(GRAINS.indexOf(grain) + 2, GRAINS.length - 1)];

/** The first grain as wide as a picture. */
export const coarsest = (width: number, height: number): number =>
  GRAINS.find((grain) => grain >= Math.max(width, height)) ?? GRAINS[GRAINS.length - 1];

/**
 * What the neighbourhood of each pixel adds up to, weighed as by a bell. Of a large map the pixels
 * of small blocks share a neighbourhood.
 */
export function addedUp(
  signed: Float32Array,
  width: number,
  grain: number,
  enough = ENOUGH,
): Float32Array {
  const size = signed.length;
  let largest = 0;
  for (let i = 0; i < size; i++) largest = Math.max(largest, Math.abs(signed[i]));
  if (grain === 1 || largest === 0) return signed;
  const factor = Math.max(
    1,
    Math.min(Math.ceil(Math.sqrt(size / enough)), Math.floor(grain / NARROWEST)),
  );
  const height = size / width;
  const columns = Math.ceil(width / factor);
  const blocks = new Float64Array(columns * Math.ceil(height / factor));
  const row = new Float64Array(columns);
  for (let y = 0; y < height; y++) {
    row.fill(0);
    for (let x = 0; x < width; x++) row[Math.floor(x / factor)] += signed[y * width + x] / largest;
    const to = Math.floor(y / factor) * columns;
    for (let x = 0; x < columns; x++) blocks[to + x] += row[x];
  }
  const middle = overBlocks(blocks, columns, grain / factor);
  const out = new Float32Array(size);
  for (let y = 0; y < height; y++) {
    const from = Math.floor(y / factor) * columns;
    for (let x = 0; x < width; x++) {
      const sum = blocks[from + Math.floor(x / factor)] / middle ** 2;
      if (Math.abs(sum) >= ROUNDING) out[y * width + x] = sum * largest;
    }
  }
  return out;
}

/** Add blocks up over neighbourhoods of so many of them; returns how often the middle counts. */
function overBlocks(values: Float64Array, width: number, grain: number): number {
  const half = Math.floor((0.75 * grain - 1) / 2 + 0.5);
  const height = values.length / width;
  // Whatever a pass carries beyond an edge, the next ones may carry back.
  const room = 2 * half;
  const most = Math.max(width, height) + 2 * room;
  const [line, sums] = [new Float64Array(most), new Float64Array(most + 1)];
  const bell = (from: number, step: number, length: number) => {
    line.fill(0, 0, room);
    line.fill(0, room + length, length + 2 * room);
    for (let i = 0, at = from; i < length; i++, at += step) line[room + i] = values[at];
    run(line, length + 2 * room, sums, half);
    for (let i = 0, at = from; i < length; i++, at += step) values[at] = line[room + i];
  };
  for (let from = 0; from < values.length; from += width) bell(from, 1, width);
  for (let x = 0; x < width; x++) bell(x, width, height);
  return (3 * (2 * half + 1) ** 2 + 1) / 4;
}

/** Several times, what each value of a line and `half` of them on either side add up to. */
function run(line: Float64Array, length: number, sums: Float64Array, half: number): void {
  // Where the neighbourhood no longer begins, and where it already ends, outside.
  const begins = Math.min(half + 1, length);
  const ends = Math.max(length - half - 1, 0);
  for (let pass = 0; pass < PASSES; pass++) {
    let sum = 0;
    for (let i = 0; i < length; i++) {
      sum += line[i];
      sums[i + 1] = sum;
    }
    let i = 0;
    for (; i < begins; i++) line[i] = i < ends ? sums[i + half + 1] : sum;
    for (; i < ends; i++) line[i] = sums[i + half + 1] - sums[i - half];
    for (; i < length; i++) line[i] = sum - sums[i - half];
  }
}

/** Sums that have the sign of those over a wider neighbourhood; zero where they do not. */
export function lasting(near: Float32Array, wide: Float32Array): Float32Array {
  const out = new Float32Array(near.length);
  for (let i = 0; i < out.length; i++) if (near[i] * Math.sign(wide[i]) > 0) out[i] = near[i];
  return out;
}

/** The share of the painted area whose wider neighbourhood does not have its sign, 0..1. */
export function cancelled(
  near: Float32Array,
  wide: Float32Array,
  polarity: Polarity,
  ranking = new Ranking(near.map(Math.abs)),
): number {
  const least = VISIBLE * ranking.massThreshold(LOUDEST);
  let [area, part] = [0, 0];
  for (let i = 0; i < near.length; i++) {
    if (!(Math.abs(near[i]) > least && shows(polarity, near[i]))) continue;
    area++;
    if (!(near[i] * Math.sign(wide[i]) > 0)) part++;
  }
  return area && part / area;
}
