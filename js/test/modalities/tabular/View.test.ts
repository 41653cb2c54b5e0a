// @vitest-environment jsdom
// What the view of a row says and does.

import { describe, expect, it } from "vitest";
import { live } from "../../example";
import { HOSTILE, settle, shown, usePage } from "../../page";
import { rowExample } from "./example";

usePage();

type View = Awaited<ReturnType<typeof shown>>;

const listed = ({ root }: View, list: string) =>
  [...root.querySelectorAll<HTMLElement>(`[data-testid="${list}"] li button`)].map(
    (one) => one.textContent,
  );
const bar = ({ need }: View, id: string) =>
  need(id).querySelector<HTMLElement>(".sum") as HTMLElement;
async function fire(el: Element, event: Event) {
  el.dispatchEvent(event);
  await settle();
}

describe("a row of a table", () => {
  it("has a waterfall with name, both ends, and attribution of each feature", async () => {
    const view = await shown(rowExample());
    expect(view.text("level-start")).toBe("baseline, F(x′)0.5");
    expect(listed(view, "waterfall")).toEqual([
      "income0 → 2\u22120.5",
      "children0 → 4+0.25",
      "age0 → 1+0.125",
      "hours0 → 3+0.0625",
    ]);
    expect(view.text("level-end")).toBe("input, F(x)0.438");
    expect(view.get("others")).toBeNull();
    expect(view.get("missed")).toBeNull();
    expect(view.text("legend")).toBe("Green raises the score, red lowers it.");
  });

  it("adds up on the screen: each bar begins where the one before ended", async () => {
    const view = await shown(rowExample());
    const places = [0, 1, 2, 3].map((i) => {
      const { left, width } = bar(view, `step-${i}`).style;
      return [Number.parseFloat(left), Number.parseFloat(width)];
    });
    const [income, children, age, hours] = places;
    expect(income).toEqual([0, 100]);
    expect(children[0]).toBeCloseTo(income[0]);
    expect(age[0]).toBeCloseTo(children[0] + children[1]);
    expect(hours[0]).toBeCloseTo(age[0] + age[1]);
    const end = view.need("level-end").querySelector<HTMLElement>(".end");
    expect(Number.parseFloat(end?.style.left ?? "")).toBeCloseTo(hours[0] + hours[1]);
  });

  it("lists the strongest, which move with α", async () => {
    const view = await shown(rowExample());
    expect(listed(view, "bars")[0]).toBe("income0 → 2\u22120.5");
    expect(view.text("total")).toContain("sum of all 4");
    await view.input("alpha", "0");
    expect(listed(view, "bars")[0]).toBe("income0 → 2\u22120.125");
    expect(listed(view, "waterfall")[0]).toBe("income0 → 2\u22120.125");
    expect(view.text("level-end")).toBe("gathered so far0.485");
    expect(view.text("waterfall")).toContain("up to α 0.00");
    await view.input("alpha", "1");
    expect(view.text("level-end")).toBe("input, F(x)0.438");
  });

  it("reads out a feature that is pointed at or chosen, in whichever list", async () => {
    const view = await shown(rowExample());
    expect(view.text("readout")).toMatch(/^Point at a feature/);
    await fire(view.need("step-1"), new Event("pointerenter"));
    expect(view.text("readout")).toBe(
      "childrenis 4baseline 0+0.25 ± 0.02\u2212400\u202f% of the changerank 2 of 4",
    );
    expect(view.need("bar-1").className).toContain("hovered");
    await fire(view.need("step-1"), new Event("pointerleave"));
    await view.click("bar-0");
    expect(view.need("step-0").getAttribute("aria-pressed")).toBe("true");
    expect(view.text("readout")).toContain("income");
    expect(view.text("growth")).toContain("income");
    await view.click("step-0");
    expect(view.text("readout")).toMatch(/^Point at a feature/);
  });

  it("has one stop for the keyboard in each list", async () => {
    const view = await shown(rowExample());
    expect([0, 1, 2, 3].map((i) => view.need(`step-${i}`).tabIndex)).toEqual([0, -1, -1, -1]);
    view.need("step-0").focus();
    await fire(
      view.need("step-0"),
      new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }),
    );
    expect(view.root.activeElement).toBe(view.need("step-1"));
    for (const control of view.root.querySelectorAll("button, input, summary")) {
      expect(control.getAttribute("data-lm-suppress-shortcuts"), control.outerHTML).toBe("true");
      expect(control.getAttribute("aria-label"), control.outerHTML).toBeTruthy();
    }
  });

  it("leaves the other sign and the uncertain faint in the waterfall, and out of the list", async () => {
    const error = live("f32", [4], [0.01, 0.01, 0.2, 0.01]);
    const view = await shown(rowExample({ error }));
    const faint = () => [0, 1, 2, 3].map((i) => view.need(`step-${i}`).className.includes("faint"));
    await view.click("certain");
    expect(faint()).toEqual([false, false, false, true]);
    await view.click("certain");
    await view.click("polarity-negative");
    expect(faint()).toEqual([false, true, true, true]);
    expect(listed(view, "bars")).toHaveLength(1);
    expect(view.text("legend")).toBe("Red lowers the score.");
    await view.click("palette");
    expect(view.text("legend")).toBe("Orange lowers the score.");
  });

  it("sums up what has no step of its own", async () => {
    const names = Array.from({ length: 33 }, (_, i) => `f${i}`);
    const view = await shown(
      rowExample({}, { names, values: names.map((_, i) => 1 / (i + 1)), missed: 0.5 }),
    );
    expect(view.text("others")).toBe("3 others+0.0938");
    expect(view.text("missed")).toBe("completeness error+0.5");
    await view.input("alpha", "0.5");
    expect(view.text("missed")).toBe("completeness error–");
    expect(view.root.innerHTML).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("shows hostile names as text, and tells those apart that are the same", async () => {
    const view = await shown(rowExample({}, { names: [HOSTILE, "x", "x", ""] }));
    await view.click("step-2");
    expect(view.text("waterfall")).toContain(HOSTILE);
    expect(view.root.querySelector("img, script")).toBeNull();
    expect(view.need("step-0").querySelector("sup")?.textContent).toBe("1");
    expect((window as unknown as { hacked?: number }).hacked).toBeUndefined();
  });

  it.each([
    ["no attribution", { values: [0, 0, 0, 0] }],
    ["a single feature", { names: ["a"], values: [1] }],
  ])("draws %s without a number that is none", async (_, options) => {
    const view = await shown(rowExample({}, options));
    await view.input("alpha", "0.4");
    await view.click("help");
    expect(view.text("help-text")).toContain("Which features the model's score for high");
    expect(view.root.innerHTML).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  it("is a small picture of bars among several", async () => {
    const wire = { kind: "many", version: 1, figures: [rowExample(), rowExample()] };
    const view = await shown(wire);
    expect(view.text("thumb-0")).toBe("incomechildrenagehours");
    await view.click("step-0");
    await view.click("entry-1");
    expect(view.text("readout")).toMatch(/^Point at a feature/);
    expect(view.need("entry-1").getAttribute("aria-label")).toBe("row 2: high");
  });
});
