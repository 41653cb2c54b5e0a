// @vitest-environment jsdom
// Many rows of one table: what the view says and does, and how rows and points are placed.

import { describe, expect, it } from "vitest";
import type * as Wire from "../../../src/generated/schema";
import { KINDS } from "../../../src/modalities";
import { decode } from "../../../src/modalities/rows/decode";
import { found, stepped } from "../../../src/modalities/rows/pointing";
import { RowsScene, ranks, spread } from "../../../src/modalities/rows/scene";
import { table } from "../../../src/modalities/rows/table";
import type { Kind } from "../../../src/view/kind";
import { live } from "../../example";
import { HOSTILE, settle, shown, usePage } from "../../page";
import { rowExample } from "../tabular/example";

usePage();

const kindOf = (wire: unknown) =>
  KINDS.find(({ kind }) => kind === (wire as { kind: string }).kind) as Kind;

/** Three rows of two features. */
function rowsExample(change: Partial<Wire.RowsFigure> = {}): Wire.RowsFigure {
  const { names: _, inputs: __, baseline, values, error, steps, ...facts } = rowExample();
  return {
    ...facts,
    kind: "rows",
    target: { index: null, label: "high: mean of 3 rows" },
    path: { alphas: [], weights: [], scores: [], contributions: [] },
    predictions: [],
    metrics: [],
    names: ["age", "town"],
    rows: ["Ann", "Bob", "Cid"],
    labels: ["high", "low"],
    of: [0, 1, 0],
    categories: [[], ["sea", "hill"]],
    inputs: live("f32", [3, 2], [39, 0, 20, 1, 61, 0]),
    baselines: live("f32", [1, 2], [0, 1]),
    missing: [],
    unknown: [],
    values: live("f32", [3, 2], [0.5, -0.25, -0.125, 0.25, 1, 0.125]),
    scores: live("f32", [3], [0.75, 0.625, 1.625]),
    baseline_scores: live("f32", [3], [0.5, 0.5, 0.5]),
    errors: live("f32", [3], [0.03, -1, 0.01]),
    figures: [],
    ...change,
  };
}

const scene = async (change: Partial<Wire.RowsFigure> = {}) =>
  new RowsScene(await decode(rowsExample(change)), kindOf);

describe("many rows", () => {
  it("lists the features by the mean size of their attributions", async () => {
    const view = await shown(rowsExample());
    const listed = [...view.need("features").querySelectorAll("li button")];
    expect(listed.map((one) => one.textContent)).toEqual(["age+0.542", "town+0.208"]);
    expect(view.text("target")).toContain("high: mean of 3 rows");
  });

  it("reads out what is pointed at by keyboard, and opens the row", async () => {
    const view = await shown(rowsExample());
    const plane = view.need("plane");
    const press = async (key: string) => {
      plane.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      await settle();
    };
    await press("ArrowRight");
    expect(view.text("readout")).toBe("Boblow 0.625ageis 20\u22120.125"); // the lowest score
    await press("ArrowDown");
    expect(view.text("readout")).toContain("townis hill+0.25");
    await press("Enter");
    await settle();
    expect(view.text("one-row")).toContain("Bob low 0.625");
    expect(view.need("one-row").querySelector('[data-testid="step-0"]')?.textContent).toBe(
      "townhill+0.25",
    );
    await press("Enter");
    expect(view.get("one-row")).toBeNull();
  });

  it("says of a cell without a value that it is missing", async () => {
    const view = await shown(rowsExample({ missing: [2], unknown: [1] }));
    const plane = view.need("plane");
    for (const key of ["ArrowRight", "Enter"]) {
      plane.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      await settle();
    }
    expect(view.text("readout")).toContain("ageis missing");
    const made = await scene({ missing: [2], unknown: [1] });
    expect(made.figureOf(1)).toMatchObject({ inputs: [null, "hill"], baseline: [0, null] });
    expect([made.cell(0, 0), made.cell(2, 1), made.start(2, 0)]).toEqual([39, "sea", 0]);
    expect(view.need("one-row").textContent).toContain("0 → missing");
  });

  it("orders the rows by a feature that is pressed", async () => {
    const view = await shown(rowsExample());
    view.need("feature-1").click();
    await settle();
    expect(view.need("order-feature").getAttribute("aria-pressed")).toBe("true");
    const { order } = { order: (await scene()).order("feature", 1) };
    expect([...order]).toEqual([0, 2, 1]);
  });

  it("opens the whole figure of a row where there is one", async () => {
    const whole = rowExample({ title: "The first row" });
    expect((await scene({ figures: [whole, whole, whole] })).figureOf(1)).toBe(whole);
  });

  it("writes hostile names as text", async () => {
    const view = await shown(rowsExample({ names: [HOSTILE, "b"], rows: [HOSTILE, "x", "y"] }));
    expect(view.text("features")).toContain(HOSTILE);
    expect(view.root.querySelector("script, img[src=x]")).toBeNull();
  });

  it.each([
    ["no rows", { rows: [], of: [] }],
    ["names of other features", { categories: [[]] }],
    ["values of another shape", { values: live("f32", [2, 2], [1, 2, 3, 4]) }],
  ])("refuses %s", async (_, change) => {
    const view = await shown(rowsExample(change as Partial<Wire.RowsFigure>));
    expect(view.text("message")).not.toBe("");
  });
});

describe("what is drawn", () => {
  it("adds up the smallest of very many features", async () => {
    const d = 33;
    const wide = await scene({
      names: Array.from({ length: d }, (_, at) => `f${at}`),
      categories: Array.from({ length: d }, () => []),
      rows: ["only"],
      of: [0],
      inputs: live("f32", [1, d], new Array(d).fill(1)),
      baselines: live("f32", [1, d], new Array(d).fill(0)),
      values: live("f32", [1, d], new Array(d).fill(0.5)),
      scores: live("f32", [1], [1]),
      baseline_scores: live("f32", [1], [1]),
      errors: live("f32", [1], [0]),
    });
    expect(wide.lanes).toHaveLength(31);
    expect(wide.lanes[30]).toMatchObject({ name: "3 others", of: null, mean: 1.5 });
  });

  it("ranks equal values alike, and lays equal points apart", () => {
    expect([...ranks(Float32Array.of(3, 1, 1))]).toEqual([1, 0, 0]);
    // The same vector as in tests/modalities/rows/test_rows.py.
    const off = spread(Float32Array.of(0, 0, 0, 0.5, 1), -1, 1, 4);
    expect([...off].map((one) => one + 0)).toEqual([0, -1, 1, 0, -1]);
  });

  it("gives the full colour to a size that almost all others reach", async () => {
    const values = [...Array(99).fill(1), 100, 1, 2]; // 102 of them: the 100th is at place 99
    const full = await scene({
      names: ["age"],
      categories: [[]],
      rows: values.map(String),
      of: values.map(() => 0),
      inputs: live("f32", [102, 1], values),
      baselines: live("f32", [1, 1], [0]),
      values: live("f32", [102, 1], values),
      scores: live("f32", [102], values),
      baseline_scores: live("f32", [102], values),
      errors: live("f32", [102], values),
    });
    expect(full.end).toBe(1);
  });

  it("finds the row under a colour, and the nearest point", async () => {
    const order = Int32Array.of(2, 0, 1);
    const place = (x: number) => ({ x, y: 30 });
    expect(found(await scene(), "heat", order, place(10), 300)).toEqual({ lane: 1, row: 2 });
    expect(found(await scene(), "points", order, place(0), 300)).toEqual({ lane: 1, row: 0 });
  });

  it("writes all that is known of a row, and of its features both ends, as a table", async () => {
    const [head, ann, bob] = table(await scene());
    expect(head.join()).toBe(
      "row,label,score,baseline score,error,age,town," +
        "age (value),town (value),age (baseline),town (baseline)",
    );
    expect(ann.slice(0, 4)).toEqual(["Ann", "high", 0.75, 0.5]);
    expect(ann[4]).toBeCloseTo(0.03);
    expect(ann.slice(5)).toEqual([0.5, -0.25, 39, "sea", 0, "hill"]);
    expect(bob[4]).toBe(""); // not known
  });

  it("moves along the order of the rows", () => {
    const order = Int32Array.of(2, 0, 1);
    const press = (at: { row: number; lane: number } | null, key: string) =>
      stepped(at, { key, shiftKey: false }, order, 2);
    expect(press(null, "ArrowRight")).toEqual({ row: 2, lane: 0 });
    expect(press({ row: 2, lane: 0 }, "ArrowRight")).toEqual({ row: 0, lane: 0 });
    expect(press({ row: 1, lane: 1 }, "ArrowRight")).toEqual({ row: 1, lane: 1 });
    expect(press({ row: 1, lane: 1 }, "Escape")).toBeNull();
    expect(press(null, "a")).toBeUndefined();
  });
});
