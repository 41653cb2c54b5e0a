// Values in order, whatever their size.

import { describe, expect, it } from "vitest";
import { ascending, Ranking } from "../../../src/view/paint/ranking";

describe("magnitudes in order", () => {
  it.each([
    ["none", []],
    ["one", [3]],
    ["alike", [2, 2, 0, 2]],
    ["the smallest and the largest", [3.4e38, 1e-45, 0, 1.2e-38, 1]],
    ["many", Array.from({ length: 5000 }, (_, i) => ((i * 7919) % 5000) ** 2 / 1e7)],
  ])("sorts %s as pairs compared do", (_, values) => {
    const given = Float32Array.from(values);
    const kept = given.slice();
    expect([...ascending(given)]).toEqual([...given.slice().sort()]);
    expect([...given]).toEqual([...kept]);
  });

  it("ranks", () => {
    const ranking = new Ranking(Float32Array.of(1, 4, 2, 4));
    expect([4, 2, 1, 0].map((value) => ranking.rank(value))).toEqual([1, 3, 4, 5]);
    expect(ranking.total).toBe(11);
  });
});
