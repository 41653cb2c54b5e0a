// Cleaning a map and drawing the border of its largest regions, as igviz/paint/outline.py does.
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
  percentage = 90,
): Float32Array {
  const labels = new Int32Array(map.length);
  fillHoles(map, width, height, labels);
  const kept = largest(components(labels, width, height), percentage);
  const inside = new Uint8Array(map.length);
  for (let i = 0; i < map.length; i++) inside[i] = kept[labels[i]];
  return border(inside, width, height);
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

/** For each label (0 is the background) whether it belongs to the largest that reach the share. */
function largest(areas: number[], percentage: number): Uint8Array {
  const kept = new Uint8Array(areas.length);
  const order = areas.map((_, label) => label).slice(1);
  order.sort((a, b) => areas[b] - areas[a] || a - b);
  const needed = (percentage * areas.reduce((sum, area) => sum + area, 0)) / 100;
  let held = 0;
  for (const label of order.slice(0, MOST_REGIONS)) {
    kept[label] = 1;
    held += areas[label];
    if (held >= needed) break;
  }
  return kept;
}

const OUTSIDE = 0;
const UNSEEN = -1;

/** Mark 0 what the outside reaches across edges without meeting the map, and −1 all the rest. */
function fillHoles(map: Float32Array, width: number, height: number, marks: Int32Array): void {
  const stack = new Int32Array(map.length);
  let depth = 0;
  marks.fill(UNSEEN);
  const visit = (i: number): void => {
    if (map[i] > PRESENT || marks[i] === OUTSIDE) return;
    marks[i] = OUTSIDE;
    stack[depth++] = i;
  };
  for (let x = 0; x < width; x++) {
    visit(x);
    visit((height - 1) * width + x);
  }
  for (let y = 0; y < height; y++) {
    visit(y * width);
    visit(y * width + width - 1);
  }
  while (depth > 0) {
    const i = stack[--depth];
    const x = i % width;
    if (x > 0) visit(i - 1);
    if (x < width - 1) visit(i + 1);
    if (i >= width) visit(i - width);
    if (i < width * (height - 1)) visit(i + width);
  }
}

/**
 * Label what is marked −1 from 1 on, in reading order, joined across edges and corners.
 * Returns the area of each label; label 0, the background, counts as empty.
 */
function components(labels: Int32Array, width: number, height: number): number[] {
  const areas = [0];
  const stack = new Int32Array(labels.length);
  for (let start = 0; start < labels.length; start++) {
    if (labels[start] !== UNSEEN) continue;
    const label = areas.length;
    let area = 0;
    let depth = 0;
    stack[depth++] = start;
    labels[start] = label;
    while (depth > 0) {
      const i = stack[--depth];
      area++;
      const x = i % width;
      const y = (i - x) / width;
      const right = Math.min(x + 1, width - 1);
      const bottom = Math.min(y + 1, height - 1);
      for (let ny = Math.max(y - 1, 0); ny <= bottom; ny++) {
        for (let nx = Math.max(x - 1, 0); nx <= right; nx++) {
          const n = ny * width + nx;
          if (labels[n] !== UNSEEN) continue;
          labels[n] = label;
          stack[depth++] = n;
        }
      }
    }
    areas.push(area);
  }
  return areas;
}
