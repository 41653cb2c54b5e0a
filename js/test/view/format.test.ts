import { describe, expect, it } from "vitest";
import { alpha, count, number, othersName, percent, score } from "../../src/view/format";

const THIN = "\u202f";

describe("number", () => {
  it.each([
    [0, "0"],
    [0.8612, "0.861"],
    [-0.5, "\u22120.5"],
    [12.34, "12.3"],
    [1234.6, `1${THIN}235`],
    [0.000012345, "1.23e\u22125"],
    [2.5e8, "2.5e8"],
    [100, "100"],
    [Number.NaN, "–"],
    [Number.NEGATIVE_INFINITY, "–"],
    [null, "–"],
  ])("%s is %s", (value, text) => expect(number(value)).toBe(text));

  it("never shows more than three figures of a fraction", () => {
    for (let e = -3; e < 2; e++) {
      expect(number(1.23456 * 10 ** e).replace(/^0\.0*|\./g, "").length).toBeLessThanOrEqual(3);
    }
  });
});

describe("score", () => {
  it.each([
    [0.8612, "0.86"],
    [0.134, "0.13"],
    [0.0134, "0.013"],
    [0.9951, "0.995"],
    [0.99999, ">0.999"],
    [1e-7, "<0.001"],
    [1, "1.00"],
    [0, "0.00"],
  ])("probability %s is %s", (value, text) => expect(score(value, "probability")).toBe(text));

  it("shows a logit as a number", () => expect(score(-12.345, "logit")).toBe("\u221212.3"));
  it("has a mark for nothing", () => expect(score(null, "probability")).toBe("–"));
});

describe("percent", () => {
  it.each([
    [0.9971, `99.7${THIN}%`],
    [1, `100${THIN}%`],
    [1.0712, `107${THIN}%`],
    [-0.0312, `\u22123.12${THIN}%`],
    [0.00002, `<0.01${THIN}%`],
    [0, `0${THIN}%`],
    [Number.NaN, "–"],
  ])("%s is %s", (value, text) => expect(percent(value)).toBe(text));
});

it("groups counts and fixes α", () => {
  expect([count(50176), count(7), alpha(0.3), alpha(1)]).toEqual([
    `50${THIN}176`,
    "7",
    "0.30",
    "1.00",
  ]);
});

it("counts the others", () => {
  expect([1, 3, 1234].map(othersName)).toEqual(["1 other", "3 others", `1${THIN}234 others`]);
});
