import { describe, expect, it } from "vitest";
import { cleanUp, outline } from "../../../../src/modalities/image/paint/outline";

/** The rules of tests/golden/README.md, pixel by pixel, as slow as they are plain. */
function plainly(map: Float32Array, width: number, height: number, percentage: number): number[] {
  const inside = Array.from(map, (value) => value > 0.001);
  const at = (x: number, y: number) => x >= 0 && y >= 0 && x < width && y < height;
  const flood = (start: number, free: (i: number) => boolean, corners: boolean): Set<number> => {
    const seen = new Set([start]);
    for (const i of seen) {
      const [x, y] = [i % width, Math.floor(i / width)];
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          if (!corners && dx !== 0 && dy !== 0) continue;
          const n = (y + dy) * width + x + dx;
          if (at(x + dx, y + dy) && free(n)) seen.add(n);
        }
      }
    }
    return seen;
  };
  const outside = new Set<number>();
  for (let i = 0; i < map.length; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const edge = x === 0 || y === 0 || x === width - 1 || y === height - 1;
    if (!edge || inside[i] || outside.has(i)) continue;
    for (const n of flood(i, (j) => !inside[j], false)) outside.add(n);
  }
  const regions: Set<number>[] = [];
  const seen = new Set<number>();
  for (let i = 0; i < map.length; i++) {
    if (outside.has(i) || seen.has(i)) continue;
    const region = flood(i, (j) => !outside.has(j), true);
    for (const n of region) seen.add(n);
    regions.push(region);
  }
  regions.sort((a, b) => b.size - a.size);
  const kept = new Set<number>();
  for (const region of regions.slice(0, 3)) {
    for (const n of region) kept.add(n);
    if (kept.size >= (percentage * seen.size) / 100) break;
  }
  return Array.from(map, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const around = [
      [x - 1, y],
      [x + 1, y],
      [x, y - 1],
      [x, y + 1],
    ];
    const enclosed = around.every(([nx, ny]) => at(nx, ny) && kept.has(ny * width + nx));
    return kept.has(i) && !enclosed ? 1 : 0;
  });
}

/** Numbers that look random and are the same every time. */
function* numbers(seed: number): Generator<number, never> {
  let state = seed;
  while (true) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

function blots(width: number, height: number, seed: number, share: number): Float32Array {
  const random = numbers(seed);
  return Float32Array.from({ length: width * height }, () =>
    random.next().value < share ? random.next().value : 0,
  );
}

const SIZES = [
  [1, 1],
  [1, 9],
  [9, 1],
  [2, 2],
  [7, 5],
  [31, 24],
] as const;
const CASES = SIZES.flatMap(([width, height]) =>
  [0, 0.2, 0.45, 0.6, 0.8, 1].flatMap((share) =>
    [1, 2, 3].map((seed) => ({ width, height, share, seed })),
  ),
);

describe("outline", () => {
  it.each(CASES)("of $width × $height, $share filled, seed $seed, follows the rules", (given) => {
    const { width, height, share, seed } = given;
    const map = blots(width, height, seed, share);
    for (const percentage of [50, 90]) {
      const drawn = [...outline(map, width, height, { percentage })];
      expect(drawn).toEqual(plainly(map, width, height, percentage));
    }
  });

  it.each(CASES)("of $width × $height, $share filled, seed $seed, cleans as grey does", (given) => {
    const { width, height, share, seed } = given;
    const map = blots(width, height, seed, share);
    const grey = outline(cleanUp(map, width, height), width, height);
    expect([...outline(map, width, height, { clean: true })]).toEqual([...grey]);
  });

  it("gives every picture its own memory", () => {
    const first = outline(Float32Array.of(1, 0, 0, 0), 2, 2);
    outline(Float32Array.of(0, 0, 0, 1), 2, 2);
    expect([...first]).toEqual([1, 0, 0, 0]);
  });
});
