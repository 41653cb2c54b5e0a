// @vitest-environment jsdom
// Several figures in one view.

import { describe, expect, it } from "vitest";
import { ViewState } from "../../src/view/state";
import { example, textExample } from "../example";
import { settle, shown, usePage } from "../page";

usePage();

const many = (...figures: unknown[]) => ({ kind: "many", version: 1, figures });
const quiet = (factor: number, change: object = {}) =>
  textExample(change, { values: [0, 0, 0, 0, -0.5 * factor, 0.25 * factor] });

describe("a gallery in a notebook", () => {
  it("is the same, and static whatever the host", async () => {
    const host = {
      choices: { labels: ["a"], baselines: ["b"], tols: [0.01] },
      asked: null,
      select() {},
      stop() {},
    };
    const { get, click, text } = await shown(many(example(), textExample()), host);
    expect([get("refine"), get("class-search")]).toEqual([null, null]);
    expect([get("picture") !== null, get("text")]).toEqual([true, null]);
    await click("entry-1");
    expect([get("picture"), get("text") !== null]).toEqual([null, true]);
    expect(text("target")).toBe("negative 0.20");
    await click("entry-0");
    expect(get("mode-overlay")?.getAttribute("aria-pressed")).toBe("true");
  });

  it("lists texts as coloured sentences, on one scale if there is nothing else", async () => {
    const [one, other] = [quiet(1), quiet(0.5)];
    const colours = (el: HTMLElement) =>
      [...el.querySelectorAll<HTMLElement>("[data-unit]")].map((box) => box.style.backgroundColor);
    const alone = await shown(many(one, other));
    expect(alone.text("one-scale")).toContain("±0.5");
    expect(alone.need("entry-0").textContent).toBe("[CLS]unbelievably bad filmnegative0.20");
    // The second is half as strong, and looks it.
    expect(colours(alone.need("thumb-0"))[2]).toBe("rgb(255, 0, 0)");
    expect(colours(alone.need("thumb-1"))[2]).not.toBe("rgb(255, 0, 0)");
    const mixed = await shown(many(one, other, example()));
    expect(mixed.get("one-scale")).toBeNull();
    expect(colours(mixed.need("thumb-1"))[2]).toBe("rgb(255, 0, 0)");
  });

  it("is walked through with one stop for the keyboard", async () => {
    const { need, root, click } = await shown(many(quiet(1), quiet(0.5), quiet(2)));
    const stops = () => [0, 1, 2].map((i) => need(`entry-${i}`).tabIndex);
    const press = (entry: number, key: string) =>
      need(`entry-${entry}`).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    expect(stops()).toEqual([0, -1, -1]);
    need("entry-0").focus();
    press(0, "ArrowDown");
    expect(root.activeElement).toBe(need("entry-1"));
    press(1, "ArrowDown");
    press(2, "ArrowDown");
    expect(root.activeElement).toBe(need("entry-2"));
    press(2, "ArrowUp");
    expect(root.activeElement).toBe(need("entry-1"));
    await click("entry-1");
    expect(stops()).toEqual([-1, 0, -1]);
    // Thumbnails stand in rows: each is a stop.
    const pictures = await shown(many(example(), quiet(1)));
    expect(pictures.need("entry-1").tabIndex).toBe(0);
  });

  it("opens each text on that scale, until it is let go", async () => {
    const { click, text, need, mounted } = await shown(many(quiet(1), quiet(0.5)));
    await click("entry-1");
    expect(need("pin").getAttribute("aria-pressed")).toBe("true");
    expect(text("colour-bar")).toBe("\u22120.50+0.5");
    await click("pin");
    expect(text("colour-bar")).toBe("\u22120.250+0.25");
    await click("entry-0");
    expect(need("pin").getAttribute("aria-pressed")).toBe("false");
    // Pinned again, it is the common scale, also while looking at a weaker text.
    await click("entry-1");
    await click("pin");
    expect(text("colour-bar")).toBe("\u22120.50+0.5");
    // What refines keeps its place and follows the common scale.
    await mounted.update(many(quiet(2), quiet(0.5)));
    await settle();
    expect(need("entry-1").getAttribute("aria-current")).toBe("true");
    expect(text("colour-bar")).toBe("\u221210+1");
    await mounted.update(textExample());
    await settle();
    expect(need("pin").getAttribute("aria-pressed")).toBe("false");
  });

  it("leaves alone who let go of the scale before the view was made again", async () => {
    const view = new ViewState();
    const first = await shown(many(quiet(1), quiet(0.5)), null, view);
    await first.click("entry-1");
    await first.click("pin");
    first.mounted.destroy();
    const { need, text } = await shown(many(quiet(1), quiet(0.5)), null, view);
    expect(need("entry-1").getAttribute("aria-current")).toBe("true");
    expect(need("pin").getAttribute("aria-pressed")).toBe("false");
    expect(text("colour-bar")).toBe("\u22120.250+0.25");
  });

  it("shows a shorter list from its last entry on", async () => {
    const { click, mounted, text, get } = await shown(many(example(), textExample()));
    await click("entry-1");
    await mounted.update(many(example()));
    await settle();
    expect([text("target"), get("entry-1")]).toEqual(["Samoyed 0.86", null]);
  });

  it("is turned to the same entry in every view of one model", async () => {
    const state = new ViewState();
    const wire = many(example(), textExample());
    const [first, second] = [await shown(wire, null, state), await shown(wire, null, state)];
    await first.click("entry-1");
    expect(second.need("entry-1").getAttribute("aria-current")).toBe("true");
    expect(second.text("target")).toBe("negative 0.20");
  });

  it("refuses what is no gallery", async () => {
    const { text } = await shown({ kind: "many", version: 3, figures: [example()] });
    expect(text("message")).toContain('kind "many", version 3');
  });
});
