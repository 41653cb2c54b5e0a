// The waterfall adds up, at the end of the path and on the way.

import { describe, expect, it } from "vitest";
import { MISSED, MOST_FEATURES } from "../../../src/generated/limits";
import { waterfall } from "../../../src/modalities/tabular/steps";
import { scene } from "./example";

const MANY = Array.from({ length: 40 }, (_, i) => (i % 2 ? -1 : 1) / (1 + i));
const many = { names: MANY.map((_, i) => `f${i}`), values: MANY };

describe("the waterfall", () => {
  it("leads from the baseline's score to the input's, the largest step first", async () => {
    const row = await scene();
    const { steps, end } = waterfall(row, row.steps.stage(1));
    expect(steps.map(({ name }) => name)).toEqual(["income", "children", "age", "hours"]);
    expect(steps.map(({ start }) => start)).toEqual([0.5, 0, 0.25, 0.375]);
    expect(steps.reduce((sum, { value }) => sum + value, 0.5)).toBeCloseTo(end);
    expect(end).toBe(row.figure.score);
  });

  it("sums the smallest of many", async () => {
    const row = await scene({}, many);
    const { steps, end } = waterfall(row, row.steps.stage(1));
    expect(steps).toHaveLength(MOST_FEATURES + 1);
    expect(steps[MOST_FEATURES]).toMatchObject({ of: "others", name: "10 others" });
    const last = steps[MOST_FEATURES];
    expect(last.start + last.value).toBeCloseTo(end);
    const one = await scene({}, { names: many.names.slice(0, 31), values: MANY.slice(0, 31) });
    expect(waterfall(one, one.steps.stage(1)).steps[30].name).toBe("1 other");
  });

  it("has a step for what is missed where that would be seen", async () => {
    const row = await scene({}, { missed: 0.1 });
    const last = waterfall(row, row.steps.stage(1)).steps[4];
    expect(last.name).toBe(MISSED);
    expect(last.start + last.value).toBeCloseTo(row.figure.score);
    const little = await scene({}, { missed: 1e-4 });
    expect(waterfall(little, little.steps.stage(1)).steps).toHaveLength(4);
  });

  it("holds what is gathered so far, in the same order and places", async () => {
    const row = await scene({}, { missed: 0.1 });
    const { steps, end, reach } = waterfall(row, row.steps.stage(0.5));
    expect(steps.map(({ name }) => name)).toEqual(["income", "children", "age", "hours", MISSED]);
    expect(steps[0].value).toBeCloseTo(-0.375, 2);
    expect(steps[4].value).toBeNaN();
    expect(end).toBeCloseTo(0.5 + 0.75 * -0.0625, 2);
    expect(reach.low).toBeCloseTo(0, 5);
    expect(reach.high).toBeCloseTo(0.5375, 5);
    const none = waterfall(row, row.steps.stage(-1));
    expect(none.end).toBe(0.5);
  });
});
