// @vitest-environment jsdom
// What the view of an image says and does; what it looks like is tested in a real browser.

import { describe, expect, it } from "vitest";
import { moved } from "../../../src/view/walk";
import { example, live } from "../../example";
import { settle, shown, usePage } from "../../page";

usePage();

describe("the view of an image", () => {
  it("starts as an overlay of the positive part at α = 1", async () => {
    const { need, text } = await shown(example());
    expect(need("mode-overlay").getAttribute("aria-pressed")).toBe("true");
    expect(need("polarity-positive").getAttribute("aria-pressed")).toBe("true");
    expect((need("alpha") as HTMLInputElement).value).toBe("1");
    expect(text("legend")).toContain("Green raises the score.");
    expect(text("target")).toBe("Samoyed 0.86");
  });

  it("words the legend by mode, polarity and palette", async () => {
    const { text, click } = await shown(example());
    await click("polarity-both");
    expect(text("legend")).toContain("Green raises the score, red lowers it, yellow does both.");
    await click("palette");
    expect(text("legend")).toBe(
      "+\u2212±Blue raises the score, orange lowers it, white does both.",
    );
    await click("mode-outline");
    expect(text("legend")).toContain("Blue outlines what raises the score, orange what lowers it.");
    await click("mode-window");
    expect(text("legend")).toBe("Bright pixels matter for the score, dark ones do not.");
  });

  it("has no word for a colour that does not occur", async () => {
    const one = live("f32", [2, 3], [1, 1, 1, 0, 0, 0]);
    const other = live("f32", [2, 3], [0, 0, 0, 1, 1, 1]);
    const { text, click } = await shown(example({ positive: one, negative: other }));
    await click("polarity-both");
    expect(text("legend")).toBe("+\u2212Green raises the score, red lowers it.");
  });

  it("reads out the pixel under the keyboard's crosshair", async () => {
    const { need, text } = await shown(example());
    for (const key of ["ArrowRight", "ArrowRight"]) {
      need("picture").dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      await settle();
    }
    expect(text("readout")).toContain("(2, 1)");
    expect(text("readout")).toContain("+0.45 ± 0.01");
    expect(text("readout")).toMatch(/rank 1/);
  });

  it("has a bar for each channel that is no colour, and follows the one that was chosen", async () => {
    const names = ["red", "NIR", "</script>"];
    const steps = {
      alphas: [0.25, 0.75],
      weights: [0.5, 0.5],
      signed: live("i8", [2, 3], [20, -100, 10, 60, -20, 10]),
      signed_scale: [0.01, 0.01],
    };
    const channels = { names, values: live("f32", [3], [0.4, -0.6, 0.1]), steps };
    const { need, get, text, click } = await shown(example({ channels }));
    expect(text("bar-0")).toContain("NIR");
    expect(text("bar-2")).toContain("</script>");
    expect(text("total")).toContain("sum of all 3");
    expect(get("rest")).toBeNull();
    await click("bar-0");
    expect(need("bar-0").getAttribute("aria-pressed")).toBe("true");
    expect(text("growth")).toContain("NIR");
  });

  it("sums up the channels beyond the thirtieth, and has none for colours", async () => {
    const names = Array.from({ length: 33 }, (_, at) => `band ${at}`);
    const values = live("f32", [33], [...names.map((_, at) => (33 - at) / 64)]);
    const steps = {
      alphas: [0.5],
      weights: [1],
      signed: live("i8", [1, 33], new Array(33).fill(1)),
      signed_scale: [0.01],
    };
    const { get, text } = await shown(example({ channels: { names, values, steps } }));
    expect(text("bar-29")).toContain("band 29");
    expect(get("bar-30")).toBeNull();
    expect(text("rest")).toContain("3 others");
    expect(text("rest")).toContain("+0.0938");
    expect((await shown(example())).get("bars")).toBeNull();
  });

  it("offers what is certain only where errors are known", async () => {
    const { need, get, click, mounted } = await shown(example());
    expect(need("certain").getAttribute("aria-pressed")).toBe("false");
    expect(need("certain").title).toBe(
      "Show only what is certain: pixels whose attribution is more than twice its standard error",
    );
    await click("certain");
    expect(need("certain").getAttribute("aria-pressed")).toBe("true");
    expect(get("silence")).toBeNull();
    const doubtful = live("f32", [2, 3], [9, 9, 9, 9, 9, 9]);
    await mounted.update(example({ error: doubtful }));
    await settle();
    expect(need("silence").textContent).toMatch(/^Nothing here is certain/);
    await mounted.update(example({ error: null }));
    await settle();
    expect([get("certain"), get("silence")]).toEqual([null, null]);
  });

  it("says on the picture that there is no attribution", async () => {
    const zeros = live("f32", [2, 3], [0, 0, 0, 0, 0, 0]);
    const { text, click, get } = await shown(example({ positive: zeros, negative: zeros }));
    await click("mode-window");
    expect(text("silence")).toBe("No attribution: nothing here changes the score.");
    await click("mode-heat");
    expect([get("pin"), text("colour-bar")]).toEqual([null, "000"]);
    await click("mode-image");
    expect(get("silence")).toBeNull();
  });

  it("has a colour bar with raw units in the heat map only", async () => {
    const { get, need, text, click } = await shown(example());
    expect([get("colour-bar"), get("pin")]).toEqual([null, null]);
    await click("mode-heat");
    const labels = [...need("colour-bar").querySelectorAll("span")].slice(1);
    expect(labels.map((label) => label.textContent)).toEqual(["\u22120.446", "0", "+0.446"]);
    expect(need("colour-bar").title).toContain("probability");
    await click("mode-overlay");
    expect(get("colour-bar")).toBeNull();
    expect(text("legend")).toContain("Green raises the score.");
  });

  it("keeps a pinned scale for the next figure, until it is let go", async () => {
    const { need, text, click, mounted } = await shown(example());
    await click("mode-heat");
    await click("pin");
    expect(need("pin").getAttribute("aria-pressed")).toBe("true");
    const before = text("colour-bar");
    await mounted.update(example({ positive: live("f32", [2, 3], [1, 2, 3, 4, 5, 6]) }));
    await settle();
    expect(text("colour-bar")).toBe(before);
    expect(need("clip").parentElement?.className).toContain("unused");
    await click("pin");
    expect(text("colour-bar")).not.toBe(before);
    expect(need("clip").parentElement?.className).not.toContain("unused");
  });

  it.each([
    ["a single pixel", { width: 1, height: 1 }],
    ["a single row", { width: 7, height: 1 }],
    ["a single step", { steps: 1 }],
    ["no step at all", { steps: 0 }],
  ])("draws %s without a number that is none", async (_, size) => {
    const { el, text, input } = await shown(example({ predictions: [] }, size));
    expect(text("target")).toContain("Samoyed");
    await input("alpha", "0.4");
    expect(el.shadowRoot?.innerHTML).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  it("moves the crosshair and stops at the edges", () => {
    const key = (name: string, shiftKey = false) => ({ key: name, shiftKey });
    expect(moved(null, key("ArrowUp"), 9, 9)).toEqual({ x: 4, y: 4 });
    expect(moved({ x: 8, y: 0 }, key("ArrowRight"), 9, 9)).toEqual({ x: 8, y: 0 });
    expect(moved({ x: 8, y: 8 }, key("ArrowLeft", true), 9, 9)).toEqual({ x: 0, y: 8 });
    expect(moved({ x: 1, y: 1 }, key("Escape"), 9, 9)).toBeNull();
    expect(moved(null, key("Escape"), 9, 9)).toBeUndefined();
    expect(moved({ x: 1, y: 1 }, key("a"), 9, 9)).toBeUndefined();
  });
});
