// @vitest-environment jsdom
// What if a feature were another: what is asked of the model, and how its answer is shown.

import { describe, expect, it, vi } from "vitest";
import { type Cell, way } from "../../../src/modalities/tabular/cells";
import type { Selection, Status } from "../../../src/view/host";
import { READY } from "../../../src/view/host";
import { live } from "../../example";
import { settle, shown, usePage } from "../../page";
import { rowExample } from "./example";

usePage();

const PAUSE = 320;

function hostOf(changes: (string[] | null)[]) {
  const select = vi.fn<(selection: Selection) => void>();
  const choices = { labels: [], baselines: [], tols: [], changes };
  return { choices, asked: null, select, stop: vi.fn() };
}

const example = () =>
  rowExample({ inputs: [1, "Rome", null, 4.123456789], baseline: [0, null, "Oslo", 0] });

async function typed(view: Awaited<ReturnType<typeof shown>>, id: string, value: string) {
  const field = view.need(id) as HTMLInputElement;
  field.value = value;
  field.dispatchEvent(new Event(field.tagName === "SELECT" ? "change" : "input"));
  await settle();
}

describe("what if", () => {
  it("has a field for each feature that may be changed, the largest first", async () => {
    const host = hostOf([[], ["Oslo", "Rome"], null, []]);
    const view = await shown(example(), host);
    const fields = [...view.need("what-if").querySelectorAll<HTMLInputElement>("input, select")];
    expect(fields.map(({ dataset, value }) => [dataset.testid, value])).toEqual([
      ["what-if-1", "Rome"],
      ["what-if-3", "4.12346"],
      ["what-if-0", "1"],
    ]);
    expect(fields.every((one) => one.dataset.lmSuppressShortcuts === "true")).toBe(true);
    expect(view.get("what-if-answer")).toBeNull();
  });

  it("has long codes whole, of which each is another category", async () => {
    const codes = ["1000001", "1000002", "1000003"];
    const host = hostOf([codes, null, null, []]);
    const view = await shown(
      rowExample({ inputs: [1000002, "Rome", null, 12345678], baseline: [0, null, "Oslo", 0] }),
      host,
    );
    const field = view.need("what-if-0") as HTMLSelectElement;
    expect([field.value, field.options.length]).toEqual(["1000002", 3]);
    expect((view.need("what-if-3") as HTMLInputElement).value).toBe("12345678");
    await typed(view, "what-if-0", "1000003");
    await new Promise((done) => setTimeout(done, PAUSE));
    expect(host.select).toHaveBeenLastCalledWith({ changed: { 0: "1000003" } });
  });

  it("asks once for what is typed, and shows the answer to it alone", async () => {
    const host = hostOf([[], ["Oslo", "Rome"], null, []]);
    const view = await shown(example(), host);
    await typed(view, "what-if-0", "2");
    await typed(view, "what-if-0", "2.5");
    await typed(view, "what-if-1", "Oslo");
    expect(host.select).not.toHaveBeenCalled();
    expect(view.text("what-if-answer")).toBe("0.438 → …");
    await new Promise((done) => setTimeout(done, PAUSE));
    expect(host.select.mock.calls).toEqual([[{ changed: { 0: 2.5, 1: "Oslo" } }]]);
    const answer = (changed: Record<string, number | string>): Status => ({
      ...READY,
      answer: { changed, score: 0.25 },
    });
    view.mounted.status(answer({ 0: 2 }));
    await settle();
    expect(view.text("what-if-answer")).toBe("0.438 → …");
    view.mounted.status(answer({ 0: 2.5, 1: "Oslo" }));
    await settle();
    expect(view.text("what-if-answer")).toBe("0.438 → 0.25");
    expect(view.need("what-if-0").className).toContain("changed");
  });

  it("tells apart what would read the same", async () => {
    const figure = {
      ...example(),
      output: "probability" as const,
      score: 0.9712,
      baseline_score: 0.2,
    };
    const view = await shown(figure, hostOf([[], null, null, null]));
    await typed(view, "what-if-0", "2");
    view.mounted.status({ ...READY, answer: { changed: { 0: 2 }, score: 0.9694 } });
    await settle();
    expect(view.text("what-if-answer")).toBe("0.971 → 0.969");
  });

  it("leaves out what is no number, and sets all back", async () => {
    const host = hostOf([[], null, null, []]);
    const view = await shown(example(), host);
    await typed(view, "what-if-0", "");
    await typed(view, "what-if-3", "7");
    await new Promise((done) => setTimeout(done, PAUSE));
    expect(host.select).toHaveBeenLastCalledWith({ changed: { 3: 7 } });
    await view.click("what-if-reset");
    await new Promise((done) => setTimeout(done, 10));
    expect(host.select).toHaveBeenLastCalledWith({ changed: {} });
    expect(view.get("what-if-answer")).toBeNull();
    expect((view.need("what-if-3") as HTMLInputElement).value).toBe("4.12346");
    await typed(view, "what-if-3", "7");
    await typed(view, "what-if-3", "4.12346");
    expect(view.get("what-if-answer")).toBeNull();
  });

  it("is not there without a model", async () => {
    expect((await shown(example())).get("what-if")).toBeNull();
    const { get } = await shown(example(), hostOf([]));
    expect(get("what-if")).toBeNull();
  });
});

describe("cells", () => {
  it.each<[Cell, Cell, string]>([
    [0, 39, "0 → 39"],
    [null, 39, "39"],
    ["Oslo", "Rome", "Oslo → Rome"],
    ["Rome", "Rome", "Rome"],
    [1, null, "1 → missing"],
    [null, null, "missing"],
    ["", "a", " → a"],
  ])("from %j to %j is read %j", (baseline, inputs, text) => {
    expect(way(baseline, inputs)).toBe(text);
  });

  it("stand beside their names, with whiskers where baselines are averaged", async () => {
    const spread = live("f32", [4], [0.5, 0.125, 0, 0.25]);
    const view = await shown(rowExample({ ...example(), spread }));
    expect(view.text("step-0")).toContain("incomeRome");
    expect(view.text("step-3")).toContain("hoursOslo → missing");
    const whisker = view.need("bar-0").querySelector<HTMLElement>(".whisker");
    expect(Number.parseFloat(whisker?.style.width ?? "")).toBeCloseTo((100 * 0.25) / 1.25);
    expect(view.need("waterfall").querySelector(".whisker")).toBeNull();
    await view.click("bar-0");
    expect(view.text("readout")).toContain("± 0.125 over baselines");
    await view.input("alpha", "0.5");
    expect(view.need("bars").querySelector(".whisker")).toBeNull();
  });
});
