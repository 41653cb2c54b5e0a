// @vitest-environment jsdom
// Figures in a page of their own.

import { describe, expect, it } from "vitest";
import { report } from "../../src/hosts/report";
import { example, live } from "../example";
import { finder, HOSTILE, place, settle, usePage } from "../page";

usePage();

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
    const { get, text, click } = await reported([example(), { kind: "holograms", version: 1 }]);
    expect(text("entry-1")).toBe("unreadable");
    await click("entry-1");
    expect(text("message")).toContain('kind "holograms"');
    expect(get("picture")).toBeNull();
    await click("entry-0");
    expect([get("message"), text("target")]).toEqual([null, "Samoyed 0.86"]);
  });
});
