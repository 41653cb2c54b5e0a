// What a graph's figure must hold.

import { expect, it } from "vitest";
import { table } from "../../../src/modalities/graph/table";
import { live, packed } from "../../example";
import { graph, graphExample, scene, VALUES } from "./example";

it.each([live, packed])("decodes what a notebook and a report hold", async (pack) => {
  const figure = await graph(graphExample({}, { pack }));
  expect([...figure.values]).toEqual(VALUES);
  expect(figure.error).toHaveLength(4);
  expect(figure.steps.signed).toHaveLength(12);
});

const FITS = "The figure's parts do not fit.";

it.each([
  ["no nodes", { labels: [] }, FITS],
  ["a name that is none", { names: ["a", "b", "c", 4] }, FITS],
  ["a label that is none", { labels: ["a", "b", "c", null] }, FITS],
  ["what is told in no words", { told: [[[1]], [], [], []] }, FITS],
  ["a place that is none", { places: [...Array(7).fill(1), Number.NaN] }, FITS],
  ["strokes that are markup", { paths: ['M0 0" onload="x()'] }, FITS],
  ["names of some of the lines", { labels: ["a", "b", "c"] }, FITS],
  ["a node that is not there", { about: [9] }, FITS],
  ["fewer places", { places: [1, 2] }, "parts holds lists of different lengths (4,4,0)"],
  ["other totals", { totals: [1] }, "features holds lists of different lengths (2,1)"],
  ["other values", { values: live("f32", [3], [1, 2, 3]) }, "values should be f32 [4]"],
])("refuses %s with a sentence", async (_, change, message) => {
  await expect(graph(graphExample(change as object))).rejects.toThrow(message);
});

it("is a table with all of its numbers", async () => {
  const rows = table(await scene());
  expect(rows[0]).toEqual(["node", "attribution", "error", "share"]);
  expect(rows[2].slice(0, 2)).toEqual(["b", -0.5]);
  expect(rows[2][3]).toBeCloseTo(-0.5 / -0.0625);
});
