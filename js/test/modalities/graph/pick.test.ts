// @vitest-environment jsdom
// What is meant by a place in the drawing, and where arrow keys lead.

import { expect, it } from "vitest";
import { moved, partAt } from "../../../src/modalities/graph/pick";
import { scene } from "./example";

const key = (name: string, more: KeyboardEventInit = {}) =>
  new KeyboardEvent("keydown", { key: name, ...more });

it("is the closest part within reach", async () => {
  const square = await scene();
  expect(partAt(square, { x: 110, y: 95 }, 40)).toBe(0);
  expect(partAt(square, { x: 470, y: 480 }, 40)).toBe(2);
  expect(partAt(square, { x: 300, y: 300 }, 40)).toBeNull();
  expect(partAt(square, { x: 300, y: 300 }, 400)).not.toBeNull();
});

it("walks to the neighbour that an arrow points at", async () => {
  const square = await scene();
  expect(moved(square, null, key("ArrowDown"))).toBe(0);
  expect(moved(square, 0, key("ArrowRight"))).toBe(1);
  expect(moved(square, 0, key("ArrowDown"))).toBe(3);
  expect(moved(square, 2, key("ArrowLeft"))).toBe(3);
  expect(moved(square, 2, key("ArrowUp"))).toBe(1);
  expect(moved(square, 0, key("ArrowLeft"))).toBe(0);
  expect(moved(square, 2, key("Escape"))).toBeNull();
  expect(moved(square, 0, key("x"))).toBeUndefined();
  expect(moved(square, 0, key("ArrowRight", { altKey: true }))).toBeUndefined();
});

it("walks over lines where these are parts, whose places lie between", async () => {
  const line = await scene(
    {
      labels: ["a", "b"],
      names: ["a", "b", "a–b"],
      places: [100, 100, 500, 100, 300, 100],
      paths: ["M100 100L500 100"],
      about: [],
    },
    { names: ["a", "b", "a–b"], values: [1, 2, 3] },
  );
  expect([line.circles, line.noun]).toEqual([2, "part"]);
  expect(moved(line, 0, key("ArrowRight"))).toBe(2);
  expect(moved(line, 2, key("ArrowRight"))).toBe(1);
});
