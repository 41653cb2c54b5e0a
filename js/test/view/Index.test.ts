// @vitest-environment jsdom
// Several figures in one view, in a report and in a notebook.

import { describe, expect, it } from "vitest";
import { report } from "../../src/hosts/report";
import { Scene } from "../../src/modalities/image/scene";
import { TextScene } from "../../src/modalities/text/scene";
import { galleryScale } from "../../src/view/Index";
import { initialView } from "../../src/view/state";
import { example, image, live, text, textExample } from "../example";
import { finder, HOSTILE, place, settle, shown, usePage } from "../page";

usePage();

const many = (...figures: unknown[]) => ({ kind: "many", version: 1, figures });
const quiet = (factor: number, change: object = {}) =>
  textExample(change, { values: [0, 0, 0, 0, -0.5 * factor, 0.25 * factor] });

/** The explorer within a report: its own shadow root in the page's. */
async function reported(figures: unknown[], title = "") {
  const el = place();
  report(el, { figures, title, generator: "igviz 1" });
  await settle();
  const page = (el.firstElementChild as HTMLElement).shadowRoot as ShadowRoot;
  return { page, ...finder(page.querySelector(".report > div") as HTMLElement) };
}

describe("the report host", () => {
  it("lists several figures and shows one at a time", async () => {
    const other = example({ title: HOSTILE, target: { index: 0, label: "cat" } });
    const { page, get, need, text, click, root } = await reported([example(), other], HOSTILE);
    expect(text("target")).toContain("Samoyed");
    expect(need("entry-0").getAttribute("aria-current")).toBe("true");
    await click("entry-1");
    expect(need("entry-1").getAttribute("aria-current")).toBe("true");
    expect(need("entry-0").getAttribute("aria-current")).toBeNull();
    expect(text("target")).toContain("cat");
    expect(root.querySelector("h1")?.textContent).toBe(HOSTILE);
    expect(root.querySelector("img, script")).toBeNull();
    expect(get("one-scale")).toBeNull();
    expect(page.querySelector(".generator")?.textContent).toBe("igviz 1");
  });

  it("keeps a pinned scale from picture to picture", async () => {
    const other = example({ positive: live("f32", [2, 3], [1, 2, 3, 4, 5, 6]) });
    const { click, text } = await reported([example(), other]);
    await click("mode-heat");
    await click("pin");
    const before = text("colour-bar");
    await click("entry-1");
    expect(text("colour-bar")).toBe(before);
    await click("pin");
    expect(text("colour-bar")).not.toBe(before);
  });

  it("needs no list for a single figure", async () => {
    const { get, text } = await reported([example()]);
    expect([get("entry-0"), text("target")]).toEqual([null, "Samoyed 0.86"]);
  });

  it("has a place for what cannot be read, and says why", async () => {
    const { get, text, click } = await reported([example(), { kind: "series", version: 1 }]);
    expect(text("entry-1")).toBe("unreadable");
    await click("entry-1");
    expect(text("message")).toContain('kind "series"');
    expect(get("picture")).toBeNull();
    await click("entry-0");
    expect([get("message"), text("target")]).toEqual([null, "Samoyed 0.86"]);
  });
});

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
    const view = initialView();
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

  it("refuses what is no gallery", async () => {
    const { text } = await shown({ kind: "many", version: 3, figures: [example()] });
    expect(text("message")).toContain('kind "many", version 3');
  });

  it("shares a scale among texts only", async () => {
    const entry = (scene: Scene | TextScene | null) => ({ scene, error: "" });
    const one = entry(new TextScene(await text(quiet(1))));
    const other = entry(new TextScene(await text(quiet(3))));
    expect(galleryScale([one, other])).toBeCloseTo(1.5);
    expect(galleryScale([one, entry(new Scene(await image(example())))])).toBeNull();
    expect(galleryScale([one, entry(null)])).toBeCloseTo(0.5);
    expect(galleryScale([])).toBeNull();
  });
});
