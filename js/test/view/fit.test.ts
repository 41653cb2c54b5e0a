import { expect, it } from "vitest";
import { displaySize } from "../../src/view/fit";

it("enlarges by whole device pixels", () => {
  expect(displaySize(224, 224, 460)).toEqual({ width: 448, height: 448, pixelated: true });
  expect(displaySize(96, 96, 400)).toEqual({ width: 384, height: 384, pixelated: true });
  expect(displaySize(224, 224, 340, 448, 2)).toEqual({ width: 336, height: 336, pixelated: true });
});

it("fills the room rather than leave much of it empty", () => {
  expect(displaySize(224, 224, 360).width).toBeCloseTo(360);
});

it("reduces large and tall pictures smoothly", () => {
  expect(displaySize(1024, 512, 448)).toEqual({ width: 448, height: 224, pixelated: false });
  expect(displaySize(512, 1024, 448).height).toBeCloseTo(448);
});

it("shows a single pixel, even without room", () => {
  expect(displaySize(1, 1, 448).width).toBe(448);
  expect(displaySize(10, 10, 0).width).toBeGreaterThan(0);
});
