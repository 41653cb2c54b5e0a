// What a figure of a series must hold.

import { expect, it } from "vitest";
import { table } from "../../../src/modalities/series/table";
import { moment } from "../../../src/modalities/series/times";
import { live, packed } from "../../example";
import { held, scene, series, seriesExample } from "./example";

it.each([live, packed])("decodes what a notebook and a report hold", async (pack) => {
  const figure = await series(seriesExample({}, { pack }));
  expect(figure.length).toBe(6);
  expect([...figure.inputs]).toEqual(held(12));
  expect(figure.error).toHaveLength(12);
  expect(figure.steps.signed).toHaveLength(36);
});

it.each([
  ["nothing", { inputs: undefined }],
  ["no steps", { inputs: live("f32", [2, 0], []) }],
  ["names for others", { channels: ["a"] }],
  ["no ticks", { ticks: undefined }],
  ["too few dates", { dates: [1] }],
])("refuses %s with a sentence", async (_, change) => {
  await expect(series(seriesExample(change as object))).rejects.toThrow(
    "The figure holds no series.",
  );
});

it("refuses arrays of another shape", async () => {
  const baseline = live("f32", [6, 2], held(12));
  await expect(series(seriesExample({ baseline }))).rejects.toThrow("baseline should be f32 [2,6]");
});

it("is a table with all of its numbers", async () => {
  const rows = table(await scene({ rate: 2 }));
  expect(rows[0]).toEqual(["channel", "step", "time", "value", "baseline", "attribution", "error"]);
  expect(rows).toHaveLength(13);
  expect(rows[3].slice(0, 6)).toEqual(["left", 2, "1 s", 2, 0.5, 0.5]);
  expect(rows[9].slice(0, 6)).toEqual(["right", 2, "1 s", 8, -0.125, -0.125]);
});

it.each([
  ["steps", {}, "step 3"],
  ["seconds", { rate: 4 }, "0.75 s"],
  ["even dates", { dates: [0, 5 * 86400] }, "1970-01-04"],
  ["odd dates", { dates: [0, 1, 2, 34200, 4, 5] }, "1970-01-01 09:30"],
  ["seconds of dates", { dates: [0, 5] }, "1970-01-01 00:00:03"],
])("says when in %s", async (_, change, said) => {
  expect(moment((await scene(change)).figure, 3)).toBe(said);
});
