import { describe, expect, it } from "vitest";
import { gathered, saturatedFrom, scoreAt, shares, withEnds } from "../../src/view/path";

const path = (scores: number[], contributions = scores.map(() => 1)) => {
  const n = scores.length;
  return {
    alphas: scores.map((_, i) => (n === 1 ? 0.5 : i / (n - 1))),
    weights: scores.map(() => 1 / n),
    scores,
    contributions,
  };
};

describe("scoreAt", () => {
  it("is linear between the points", () => {
    expect(scoreAt(path([0, 1, 3]), 0.25)).toBeCloseTo(0.5);
    expect(scoreAt(path([0, 1, 3]), 1)).toBe(3);
  });
  it("holds the only point everywhere", () => expect(scoreAt(path([2]), 0.9)).toBe(2));
  it("knows nothing of an empty path", () => expect(scoreAt(path([]), 0.5)).toBeNull());
  it("steps over missing scores", () => {
    const holed = path([0, null as unknown as number, 2]);
    expect(scoreAt(holed, 0.5)).toBeCloseTo(1);
  });
});

it("adds the scores of the ends where the points leave them out", () => {
  expect(withEnds(path([0.5]), 0.9, 0.1)).toEqual({ alphas: [0, 0.5, 1], scores: [0.1, 0.5, 0.9] });
  expect(withEnds(path([0, 1]), 7, 7)).toEqual({ alphas: [0, 1], scores: [0, 1] });
  expect(withEnds(path([]), 0.9, 0.1)).toEqual({ alphas: [0, 1], scores: [0.1, 0.9] });
});

describe("saturatedFrom", () => {
  it("finds where the score has come within a tenth of its change", () => {
    expect(saturatedFrom(path([0, 0.8, 1, 1, 1]), 1, 0)).toBeCloseTo(0.375);
  });
  it("works for a falling score", () => {
    expect(saturatedFrom(path([1, 0, 0, 0, 0]), 0, 1)).toBeCloseTo(0.225);
  });
  it("is silent about a short stretch", () => {
    expect(saturatedFrom(path(Array.from({ length: 21 }, (_, i) => i / 20)), 1, 0)).toBeNull();
  });
  it("asks that the score stays there", () => {
    expect(saturatedFrom(path([0, 1, 1, 0, 1]), 1, 0)).toBeNull();
  });
  it("is silent about a constant score", () => {
    expect(saturatedFrom(path([1, 1, 1]), 1, 1)).toBeNull();
  });
});

describe("shares", () => {
  it("keeps the sum, whatever the spacing", () => {
    const uneven = {
      alphas: [0, 0.1, 0.15, 0.9, 1],
      weights: [0.05, 0.1, 0.5, 0.3, 0.05],
      scores: [0, 1, 2, 3, 4],
      contributions: [3, -1, 2, 4, 1],
    };
    const sum = uneven.weights.reduce((s, w, i) => s + w * uneven.contributions[i], 0);
    const parts = shares(uneven, 4);
    expect(parts).toHaveLength(4);
    expect(parts.reduce((s, part) => s + part.value, 0)).toBeCloseTo(sum);
  });
  it("has one bar for one point, and a flat one for no weight", () => {
    expect(shares(path([1], [2]))).toEqual([{ from: 0, to: 1, value: 2 }]);
    expect(shares({ alphas: [0], weights: [0], scores: [0], contributions: [9] })).toEqual([
      { from: 0, to: 1, value: 0 },
    ]);
  });
});

it("gathers up to α and no further", () => {
  const line = path([0, 1, 2, 3], [4, 4, 8, 8]);
  expect([0, 0.34, 1].map((alpha) => gathered(line, alpha))).toEqual([1, 2, 6]);
});
