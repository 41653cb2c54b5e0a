// Planes, slices and profiles of a grid.

import { describe, expect, it } from "vitest";
import { Grid, largest, pick, strongestSlice } from "../../src/view/grid";

const grid = new Grid([2, 3, 4]);
const values = Float32Array.from({ length: 24 }, (_, i) => i);

describe("a grid", () => {
  it("knows every position by its number", () => {
    expect(grid.size).toBe(24);
    expect(grid.position(23)).toEqual([1, 2, 3]);
    for (let i = 0; i < 24; i++) expect(grid.index(grid.position(i))).toBe(i);
  });

  it("has planes along any two axes through any position", () => {
    expect([...pick(values, grid.plane(1, 2, [1, 0, 0]))]).toEqual([...values.slice(12)]);
    expect([...grid.plane(0, 1, [0, 0, 3])]).toEqual([3, 7, 11, 15, 19, 23]);
    expect([...grid.plane(2, 0, [1, 1, 2])]).toEqual([4, 16, 5, 17, 6, 18, 7, 19]);
  });

  it("finds what is strongest along an axis, the first of several", () => {
    const signed = values.map((value) => (value < 12 ? -value - 12 : value));
    const plane = grid.plane(1, 2, [1, 0, 0]);
    const along = grid.strongestAlong(signed, 0, plane);
    expect([...along]).toEqual([...plane].map((at) => at - 12));
    expect(signed[along[3]]).toBe(-15);
    const other = grid.strongestAlong(values, 1, grid.plane(0, 2, [0, 1, 0]));
    expect([...other]).toEqual([8, 9, 10, 11, 20, 21, 22, 23]);
  });

  it.each([0, 1, 2])("adds up the slices across axis %i, each sign apart", (axis) => {
    const signed = values.map((value) => (value % 2 ? -value : value));
    const { positive, negative } = grid.profile(signed, axis);
    const expected = { up: positive.map(() => 0), down: negative.map(() => 0) };
    signed.forEach((value, i) => {
      const at = grid.position(i)[axis];
      if (value > 0) expected.up[at] += value;
      else expected.down[at] -= value;
    });
    expect([...positive]).toEqual([...expected.up]);
    expect([...negative]).toEqual([...expected.down]);
    expect(strongestSlice({ positive, negative })).toBe(grid.shape[axis] - 1);
  });

  it("is strongest at the first of equals", () => {
    expect(largest(Float32Array.of(0, -2, 2))).toBe(1);
  });
});
