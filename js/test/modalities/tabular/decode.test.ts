// What a row's figure must hold.

import { expect, it } from "vitest";
import { table } from "../../../src/modalities/tabular/table";
import { live, packed } from "../../example";
import { row, rowExample, scene, VALUES } from "./example";

it.each([live, packed])("decodes what a notebook and a report hold", async (pack) => {
  const figure = await row(rowExample({}, { pack }));
  expect([...figure.values]).toEqual(VALUES);
  expect(figure.error).toHaveLength(4);
  expect(figure.steps.signed).toHaveLength(12);
});

it.each([
  ["no names", { names: [] }, "The figure holds no names of features."],
  ["a name that is none", { names: [1, 2, 3, 4] }, "The figure holds no names of features."],
  ["names for others", { names: ["a"] }, "features holds lists of different lengths (1,4,4)"],
  ["cells that are none", { inputs: [1, 2, 3, {}] }, "cells that are neither numbers nor words"],
  ["other values", { values: live("f32", [3], [1, 2, 3]) }, "values should be f32 [4]"],
])("refuses %s with a sentence", async (_, change, message) => {
  await expect(row(rowExample(change as object))).rejects.toThrow(message);
});

it("is a table with all of its numbers", async () => {
  const rows = table(await scene());
  expect(rows[0]).toEqual(["feature", "value", "baseline", "attribution", "error", "share"]);
  expect(rows).toHaveLength(5);
  expect(rows[2].slice(0, 4)).toEqual(["income", 2, 0, -0.5]);
  expect(rows[2][5]).toBeCloseTo(-0.5 / -0.0625);
});
