// @vitest-environment jsdom
// What the view of a graph says and does.

import { describe, expect, it, vi } from "vitest";
import { live } from "../../example";
import { HOSTILE, settle, shown, usePage } from "../../page";
import { graphExample } from "./example";

usePage();

type View = Awaited<ReturnType<typeof shown>>;

const names = ({ root }: View) =>
  [...root.querySelectorAll<HTMLElement>('[data-testid="bars"] li button .word')].map(
    (one) => one.textContent,
  );
const fills = ({ root }: View) =>
  [...root.querySelectorAll<SVGElement>(".drawing circle.node")].map((one) => one.style.fill);
async function fire(el: Element, event: Event) {
  el.dispatchEvent(event);
  await settle();
}
const key = (name: string) => new KeyboardEvent("keydown", { key: name, bubbles: true });

describe("a graph", () => {
  it("has circles in the colours of their sign, lines, and bars", async () => {
    const view = await shown(graphExample());
    expect(names(view)).toEqual(["b", "d", "a", "c"]);
    const [a, b, c, d] = fills(view).map((fill) => fill.match(/\d+/g)?.map(Number) ?? []);
    expect(b[0]).toBeGreaterThan(b[1]);
    for (const up of [a, d]) expect(up[1]).toBeGreaterThan(up[0]);
    // The larger the attribution, the further from the page.
    expect(d[0]).toBeLessThan(a[0]);
    expect(a[0]).toBeLessThan(c[0]);
    expect(view.root.querySelectorAll(".drawing path.link")).toHaveLength(1);
    expect(view.root.querySelectorAll(".node.about")).toHaveLength(1);
    expect([...view.root.querySelectorAll(".drawing text")].map((one) => one.textContent)).toEqual([
      "a",
      "b",
      "c",
      "d",
    ]);
    expect(view.text("feature-0")).toBe("size+0.5");
    expect(view.text("feature-1")).toBe("colour\u22120.25");
    expect(view.text("legend")).toBe("Green raises the score, red lowers it.");
  });

  it("builds up along α", async () => {
    const view = await shown(graphExample());
    const final = fills(view);
    await view.input("alpha", "0");
    expect(fills(view)).not.toEqual(final);
    expect(view.text("bars")).toContain("up to α 0.00");
    await view.input("alpha", "1");
    expect(fills(view)).toEqual(final);
  });

  it("is read out by keys, bar and pointer", async () => {
    const view = await shown(graphExample());
    const drawing = view.need("graph");
    expect(view.text("readout")).toMatch(/^Point into the graph/);
    await fire(drawing, key("ArrowRight"));
    expect(view.text("readout")).toBe(
      "a+0.125 ± 0.02\u2212200\u202f% of the changerank 3 of 4size of a 0 → 1, +0.5",
    );
    await fire(drawing, key("ArrowRight"));
    expect(view.text("readout")).toContain("b\u22120.5");
    expect(view.text("growth")).toContain("b");
    expect(view.need("bar-0").getAttribute("aria-pressed")).toBe("true");
    expect(drawing.querySelector(".chosen")?.getAttribute("cx")).toBe("500");
    await fire(drawing, key("Escape"));
    await view.click("bar-1");
    expect(drawing.querySelector(".chosen")?.getAttribute("cy")).toBe("500");
    vi.spyOn(drawing, "getBoundingClientRect").mockReturnValue(new DOMRect(0, 0, 300, 300));
    await fire(drawing, new MouseEvent("pointermove", { clientX: 52, clientY: 49 }));
    expect(view.text("readout")).toMatch(/^a/);
    expect(drawing.querySelectorAll(".mark")).toHaveLength(2);
    await fire(drawing, new MouseEvent("pointerleave"));
    await fire(drawing, new MouseEvent("click", { clientX: 150, clientY: 150 }));
    expect(view.text("readout")).toMatch(/^Point into/);
  });

  it("leaves bare what is not asked for", async () => {
    const error = live("f32", [4], [0.01, 0.01, 0.2, 0.01]);
    const view = await shown(graphExample({ error }));
    await view.click("polarity-negative");
    expect(fills(view).map((fill) => fill !== "")).toEqual([false, true, false, false]);
    await view.click("polarity-both");
    await view.click("certain");
    expect(fills(view).map((fill) => fill !== "")).toEqual([true, true, false, true]);
    const before = fills(view);
    await view.click("palette");
    expect(fills(view)).not.toEqual(before);
    expect(view.text("legend")).toBe("Blue raises the score, orange lowers it.");
  });

  it("colours lines that are parts", async () => {
    const all = ["a", "b", "a–b"];
    const change = {
      labels: ["a", "b"],
      places: [100, 100, 500, 100, 300, 100],
      paths: ["M100 100L500 100"],
      about: [],
    };
    const view = await shown(graphExample(change, { names: all, values: [0.1, -0.1, 0.5] }));
    const lines = [...view.root.querySelectorAll<SVGElement>(".drawing path.link")];
    expect(lines.map((one) => one.getAttribute("d"))).toEqual(["", "M100 100L500 100"]);
    expect(lines[1].style.stroke).toMatch(/rgb/);
    expect(view.text("total")).toContain("sum of all 3");
    await view.click("bar-0");
    expect(view.root.querySelector("path.chosen")?.getAttribute("d")).toBe("M100 100L500 100");
  });

  it("draws many nodes as few paths", async () => {
    const all = Array.from({ length: 400 }, (_, i) => `n${i}`);
    const view = await shown(
      graphExample(
        { places: all.flatMap((_, i) => [i, i]), about: [] },
        { names: all, values: all.map((_, i) => Math.sin(i)) },
      ),
    );
    expect(view.root.querySelectorAll(".drawing circle, .drawing text")).toHaveLength(0);
    const dots = [...view.root.querySelectorAll(".drawing path.dots")];
    const drawn = dots.map((one) => one.getAttribute("d")?.match(/M/g)?.length ?? 0);
    expect(drawn.reduce((a, b) => a + b)).toBe(400);
    expect(dots.length).toBeLessThan(66);
  });

  it("shows hostile names as text", async () => {
    const told = [[[HOSTILE, HOSTILE]], [], [], []];
    const hostile = { told, features: [HOSTILE, "x"], noun: HOSTILE };
    const view = await shown(graphExample(hostile, { names: [HOSTILE, "x", "x", ""] }));
    await fire(view.need("graph"), key("ArrowRight"));
    await view.click("help");
    expect(view.text("readout")).toContain(HOSTILE);
    expect(view.root.querySelector("img, script")).toBeNull();
    expect((window as unknown as { hacked?: number }).hacked).toBeUndefined();
  });

  it.each([
    ["no attribution", { values: [0, 0, 0, 0] }],
    ["a single node", { names: ["a"], values: [1] }],
  ])("draws %s without a number that is none", async (_, options) => {
    const view = await shown(graphExample({ about: [] }, options));
    await view.input("alpha", "0.4");
    await view.click("help");
    expect(view.text("help-text")).toContain("Which nodes the model's score for high");
    expect(view.root.innerHTML).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  it("is a small drawing among several", async () => {
    const wire = { kind: "many", version: 1, figures: [graphExample(), graphExample()] };
    const view = await shown(wire);
    expect(view.need("thumb-0").querySelectorAll("circle")).toHaveLength(4);
    await view.click("bar-0");
    await view.click("entry-1");
    expect(view.text("readout")).toMatch(/^Point into/);
    expect(view.need("entry-1").getAttribute("aria-label")).toBe("graph 2: high");
  });
});
