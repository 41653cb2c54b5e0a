// @vitest-environment jsdom
// What the view of several inputs says and does.

import { describe, expect, it } from "vitest";
import type * as Wire from "../../../src/generated/schema";
import { textExample } from "../../example";
import { HOSTILE, shown, usePage } from "../../page";
import { rowExample } from "../tabular/example";

usePage();

type Part = Wire.Part;

/** Two inputs whose attributions lead from 0.5 to 0.25. */
function partsExample(change: Partial<Record<"first" | "second", Partial<Part>>> = {}) {
  const { kind: _, names, inputs, baseline, values, error, steps, ...facts } = rowExample();
  const row = { kind: "tabular", names, inputs, baseline, values, error, steps };
  const { tokens, after, about, values: sums, error: errors, steps: own } = textExample();
  const text = { kind: "tokens", tokens, after, about, values: sums, error: errors, steps: own };
  const parts: Part[] = [
    { name: "row", value: -0.0625, figure: row, ...change.first },
    { name: "question", value: -0.1875, figure: text, ...change.second },
  ];
  return { ...facts, kind: "parts", parts, score: 0.25, baseline_score: 0.5, notes: ["Read so."] };
}

describe("several inputs", () => {
  it("says what each adds, and its share of the whole", async () => {
    const view = await shown(partsExample());
    const sums = [...view.need("sums").querySelectorAll("li button")].map((one) => one.textContent);
    expect(sums).toEqual(["row25\u202f%\u22120.0625", "question75\u202f%\u22120.188"]);
    expect(view.text("sums")).toContain("\u22120.25");
  });

  it("shows each as its kind does, and says once what is said of all", async () => {
    const view = await shown(partsExample());
    expect(view.need("part-0").querySelector('[data-testid="waterfall"]')).not.toBeNull();
    expect(view.need("part-1").querySelector('[data-testid="waterfall"]')).toBeNull();
    for (const once of ["target", "certificate", "alpha", "notes", "help", "provenance"]) {
      expect(view.root.querySelectorAll(`[data-testid="${once}"]`)).toHaveLength(1);
    }
  });

  it("moves all along one path, and keeps what is chosen of each apart", async () => {
    const view = await shown(partsExample());
    const first = view.need("part-0");
    const value = () => first.querySelector('[data-testid="step-0"] > .number')?.textContent;
    const before = value();
    await view.input("alpha", "0");
    expect(value()).not.toBe(before);
    const negative = (part: string) =>
      view.need(part).querySelector<HTMLElement>('[data-testid="polarity-negative"]');
    negative("part-0")?.click();
    await view.input("alpha", "1");
    expect(negative("part-0")?.getAttribute("aria-pressed")).toBe("true");
    expect(negative("part-1")?.getAttribute("aria-pressed")).toBe("false");
  });

  it("leads a row's waterfall on by what the other inputs add", async () => {
    const view = await shown(partsExample());
    expect(view.text("beside")).toBe("other inputs\u22120.188");
    await view.input("alpha", "0");
    expect(view.text("beside")).toBe("other inputs–");
  });

  it("writes hostile names as text", async () => {
    const view = await shown(partsExample({ first: { name: HOSTILE } }));
    expect(view.need("part-0").querySelector("h3")?.textContent).toContain(HOSTILE);
    expect(view.root.querySelector("script, img[src=x]")).toBeNull();
  });

  it("refuses a figure without inputs, or with one that nobody draws", async () => {
    const none = await shown({ ...partsExample(), parts: [] });
    expect(none.text("message")).toContain("holds no inputs");
    const unknown = await shown(partsExample({ second: { figure: { kind: "smell" } } }));
    expect(unknown.text("message")).toContain('kind "smell"');
  });
});
