// Attribution of a grid along the path.

import { expect, it } from "vitest";
import { Attribution } from "../../src/view/attribution";

const attribution = () =>
  new Attribution({
    values: Float32Array.of(3, -2, 0, 0.5),
    error: Float32Array.of(0.1, 1.5, 0, 0.1),
    steps: {
      alphas: [0.25, 0.75],
      weights: [0.5, 0.5],
      signed: Int8Array.of(2, 0, 0, 1, 4, -4, 0, 0),
      signedScale: [1, 1],
    },
  });

const look = { polarity: "both", certain: false } as const;

it("is gathered step by step, and exact in the end", () => {
  const { steps } = attribution();
  expect([...attribution().values(steps.stage(0.5))]).toEqual([1, 0, 0, 0.5]);
  expect([...attribution().values(steps.stage(0.8))]).toEqual([3, -2, 0, 0.5]);
  expect([...attribution().values(steps.stage(1))]).toEqual([3, -2, 0, 0.5]);
});

it("is muted where it is of the other sign or uncertain", () => {
  const one = attribution();
  const final = one.steps.stage(1);
  expect(one.drawn(look, final)).toBe(one.final);
  expect([...one.drawn({ ...look, polarity: "negative" }, final)]).toEqual([0, -2, 0, 0]);
  expect([...one.drawn({ ...look, certain: true }, final)]).toEqual([3, 0, 0, 0.5]);
  expect([...one.drawn({ ...look, certain: true }, 1)]).toEqual([1, 0, 0, 0.5]);
});

it("is scaled by the finished attribution, each sign by itself", () => {
  const one = attribution();
  expect([...one.ranking("negative").sorted]).toEqual([0, 0, 0, 2]);
  expect(one.ranking("positive").total).toBe(3.5);
  expect(one.signs).toEqual({ positive: true, negative: true });
});

it("reads out rank, share and error, which is known in the end", () => {
  const one = attribution();
  const { value, error, rank, of, share } = one.read(1, one.steps.stage(1));
  expect([value, error, rank, of]).toEqual([-2, 1.5, 2, 4]);
  expect(share).toBeCloseTo(2 / 5.5);
  expect(one.read(3, 1)).toMatchObject({ value: 0.5, error: null, rank: 2 });
});
