// Cleaning a map and drawing the border of its largest regions, as igviz/stills/paint/outline.py does.
// Plain loops over flat arrays: this runs while α is dragged.

const PRESENT = 0.001;
const MOST_REGIONS = 3;

/** Close, then open, in grey values with a 3×3 element: fills pinholes, drops single pixels. */
export function cleanUp(map: Float32Array, width: number, height: number): Float32Array {
  // A minimum filter is a maximum filter between two negations; two of those cancel in the middle.
  const closing = negate(grow(map, width, height));
  const shrunkTwice = negate(grow(grow(closing, width, height), width, height));
  return grow(shrunkTwice, width, height);
}

function negate(values: Float32Array): Float32Array {
  for (let i = 0; i < values.length; i++) values[i] = -values[i];
  return values;
}

/** Largest value of each 3×3 neighbourhood; at an edge, of the part inside. */
function grow(values: Float32Array, width: number, height: number): Float32Array {
  const rows = new Float32Array(values.length);
  for (let start = 0; start < values.length; start += width) {
    const end = start + width - 1;
    for (let i = start; i <= end; i++) {
      let best = values[i];
      if (i > start && values[i - 1] > best) best = values[i - 1];
      if (i < end && values[i + 1] > best) best = values[i + 1];
      rows[i] = best;
    }
  }
  const out = rows.slice();
  const inner = width * (height - 1);
  for (let i = 0; i < inner; i++) if (rows[i + width] > out[i]) out[i] = rows[i + width];
  for (let i = width; i < rows.length; i++) if (rows[i - width] > out[i]) out[i] = rows[i - width];
  return out;
}

/** Border, one pixel wide, of the largest regions until they hold the share of the area. */
export function outline(
  map: Float32Array,
  width: number,
  height: number,
  { percentage = 90, clean = false }: { percentage?: number; clean?: boolean } = {},
): Float32Array {
  const { mask, spare, regions } = scratch(width, height);
  for (let i = 0; i < mask.length; i++) mask[i] = map[i] > PRESENT ? 1 : 0;
  if (clean) cleanMask(mask, spare, width);
  fillHoles(mask, regions);
  keepLargest(mask, regions, percentage);
  return border(mask, width, height);
}

interface Scratch {
  width: number;
  height: number;
  mask: Uint8Array;
  spare: Uint8Array;
  regions: Regions;
}

let kept: Scratch | undefined;

/** Working memory, the same for every picture of one size. */
function scratch(width: number, height: number): Scratch {
  if (kept?.width !== width || kept.height !== height) {
    const size = width * height;
    const regions = new Regions(width, height);
    kept = { width, height, mask: new Uint8Array(size), spare: new Uint8Array(size), regions };
  }
  return kept;
}

/**
 * {@link cleanUp} of a map that is only present or absent. Maxima and minima commute with a
 * threshold, so cleaning first and then asking what is present gives the same, at a higher price.
 */
function cleanMask(mask: Uint8Array, spare: Uint8Array, width: number): void {
  for (const value of [1, 0, 0, 1] as const) growMask(mask, spare, width, value);
}

/** Let a value, 1 or 0, spread to the eight neighbours. */
function growMask(mask: Uint8Array, rows: Uint8Array, width: number, value: 0 | 1): void {
  const flip = 1 - value;
  for (let start = 0; start < mask.length; start += width) {
    const last = start + width - 1;
    let before = 0;
    let here = mask[start] ^ flip;
    for (let i = start; i < last; i++) {
      const after = mask[i + 1] ^ flip;
      rows[i] = before | here | after;
      before = here;
      here = after;
    }
    rows[last] = before | here;
  }
  const end = mask.length - width;
  for (let i = 0; i < mask.length; i++) {
    const above = i < width ? 0 : rows[i - width];
    const below = i < end ? rows[i + width] : 0;
    mask[i] = (above | rows[i] | below) ^ flip;
  }
}

/**
 * Connected regions of a mask, found from its runs: stretches of pixels within one row. There are
 * far fewer of those than of pixels. A run points to an earlier run of its region; one that points
 * to itself is the region's first in reading order and stands for it.
 */
class Regions {
  readonly #width: number;
  readonly #height: number;
  /** First pixel of each run and the one after its last. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly #first: Int32Array;
  count = 0;

  constructor(width: number, height: number) {
    const most = height * ((width + 1) >> 1);
    this.#width = width;
    this.#height = height;
    this.from = new Int32Array(most);
    this.to = new Int32Array(most);
    this.#first = new Int32Array(most);
  }

  /** Find the regions of a value; a reach of 1 joins pixels that touch only at a corner. */
  find(mask: Uint8Array, value: 0 | 1, reach: 0 | 1): void {
    this.count = 0;
    let above = 0;
    for (let start = 0; start < mask.length; start += this.#width) {
      const below = this.count;
      this.#scan(mask, value, start);
      this.#join(above, below, reach);
      above = below;
    }
  }

  #scan(mask: Uint8Array, value: 0 | 1, start: number): void {
    const end = start + this.#width;
    for (let i = start; i < end; ) {
      if (mask[i] !== value) {
        i++;
        continue;
      }
      const run = this.count++;
      this.from[run] = i;
      while (i < end && mask[i] === value) i++;
      this.to[run] = i;
      this.#first[run] = run;
    }
  }

  /** Join the runs of a row with those of the row before, walking along both at once. */
  #join(above: number, below: number, reach: 0 | 1): void {
    let a = above;
    let b = below;
    while (a < below && b < this.count) {
      // As if both lay in the lower row.
      const from = this.from[a] + this.#width;
      const to = this.to[a] + this.#width;
      if (from < this.to[b] + reach && this.from[b] < to + reach) this.#unite(a, b);
      if (to < this.to[b]) a++;
      else b++;
    }
  }

  #unite(a: number, b: number): void {
    const one = this.regionOf(a);
    const other = this.regionOf(b);
    this.#first[Math.max(one, other)] = Math.min(one, other);
  }

  /** The run that stands for a run's region. */
  regionOf(run: number): number {
    const first = this.#first;
    let root = run;
    while (first[root] !== root) {
      first[root] = first[first[root]];
      root = first[root];
    }
    return root;
  }

  /** Whether a run lies at an edge of the picture. */
  atEdge(run: number): boolean {
    const [from, to] = [this.from[run], this.to[run]];
    const inner = this.#width * (this.#height - 1);
    return (
      from < this.#width || from >= inner || from % this.#width === 0 || to % this.#width === 0
    );
  }
}

/** Set what the outside does not reach across edges without meeting the mask. */
function fillHoles(mask: Uint8Array, regions: Regions): void {
  regions.find(mask, 0, 0);
  const outside = new Set<number>();
  for (let run = 0; run < regions.count; run++) {
    if (regions.atEdge(run)) outside.add(regions.regionOf(run));
  }
  for (let run = 0; run < regions.count; run++) {
    if (!outside.has(regions.regionOf(run))) mask.fill(1, regions.from[run], regions.to[run]);
  }
}

/** Clear all but the largest regions, joined across edges and corners, that reach the share. */
function keepLargest(mask: Uint8Array, regions: Regions, percentage: number): void {
  regions.find(mask, 1, 1);
  const areas = new Map<number, number>();
  let whole = 0;
  for (let run = 0; run < regions.count; run++) {
    const length = regions.to[run] - regions.from[run];
    const region = regions.regionOf(run);
    areas.set(region, (areas.get(region) ?? 0) + length);
    whole += length;
  }
  const order = [...areas].sort(([a, one], [b, other]) => other - one || a - b);
  const largest = new Set<number>();
  let held = 0;
  for (const [region, area] of order.slice(0, MOST_REGIONS)) {
    largest.add(region);
    held += area;
    if (held >= (percentage * whole) / 100) break;
  }
  for (let run = 0; run < regions.count; run++) {
    if (!largest.has(regions.regionOf(run))) mask.fill(0, regions.from[run], regions.to[run]);
  }
}

/** Pixels inside of which at least one of the four neighbours is not, or lies beyond the edge. */
function border(inside: Uint8Array, width: number, height: number): Float32Array {
  const out = new Float32Array(inside.length);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (!inside[i]) continue;
      const edge = x === 0 || y === 0 || x === width - 1 || y === height - 1;
      if (edge || !(inside[i - 1] && inside[i + 1] && inside[i - width] && inside[i + width])) {
        out[i] = 1;
      }
    }
  }
  return out;
}
