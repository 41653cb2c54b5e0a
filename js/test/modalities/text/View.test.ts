// @vitest-environment jsdom
// What the view of a text says and does.

import { describe, expect, it, vi } from "vitest";
import { column } from "../../../src/modalities/text/layout";
import {
  completeness,
  text as decoded,
  live,
  said,
  sentence,
  TOKENS,
  textExample,
  token,
  VALUES,
} from "../../example";
import { HOSTILE, settle, shown, usePage } from "../../page";

usePage();

type View = Awaited<ReturnType<typeof shown>>;

const boxes = ({ need }: View) => [...need("text").querySelectorAll<HTMLElement>("[data-unit]")];
const texts = (view: View) => boxes(view).map((box) => box.textContent);
const fills = (view: View) => boxes(view).map((box) => box.style.backgroundColor);
const GREEN = "rgb(0, 255, 0)";
const RED = "rgb(255, 0, 0)";

async function fire(el: Element, event: Event) {
  el.dispatchEvent(event);
  await settle();
}
const press = (view: View, key: string, where = "text", rest: KeyboardEventInit = {}) =>
  fire(view.need(where), new KeyboardEvent("keydown", { key, bubbles: true, ...rest }));
const point = (el: Element) => fire(el, new Event("pointermove", { bubbles: true }));
const chosen = (view: View) =>
  boxes(view)
    .filter((box) => box.dataset.chosen)
    .map((box) => box.textContent);

describe("the coloured text", () => {
  it("reads as it was written, word by word", async () => {
    const view = await shown(textExample());
    expect(view.need("text").textContent).toBe("[CLS]unbelievably bad film.");
    expect(texts(view)).toEqual(["[CLS]", "unbelievably", "bad", "film"]);
    expect(boxes(view)[0].className).toContain("special");
    expect(view.text("legend")).toBe("Green raises the score, red lowers it.");
    expect(view.need("polarity-both").getAttribute("aria-pressed")).toBe("true");
  });

  it("is coloured from the page's own colour to the ends of the scale", async () => {
    const view = await shown(textExample({}, { values: [0, 0, 0, 0, -0.5, 0.5] }));
    expect(fills(view)).toEqual(["", "", RED, GREEN]);
    expect(boxes(view)[2].style.color).toBe("rgb(0, 0, 0)");
    await view.click("palette");
    expect(fills(view).slice(2)).toEqual(["rgb(255, 150, 0)", "rgb(40, 130, 255)"]);
  });

  it("mutes the other sign and what is uncertain", async () => {
    const view = await shown(textExample());
    const filled = () => fills(view).map((fill) => fill !== "");
    expect(filled()).toEqual([true, true, true, true]);
    await view.click("polarity-positive");
    expect(filled()).toEqual([true, false, false, true]);
    expect(view.text("legend")).toBe("Green raises the score.");
    await view.click("polarity-both");
    await view.click("certain");
    expect(filled()).toEqual([true, false, true, true]);
    await view.mounted.update(textExample({ error: null }));
    await settle();
    expect(view.get("certain")).toBeNull();
    expect(filled()).toEqual([true, true, true, true]);
  });

  it("takes words apart where there are pieces", async () => {
    const view = await shown(textExample());
    await view.click("words");
    expect(texts(view)).toEqual(TOKENS.map((one) => one.text));
    expect(fills(view).every((fill) => fill !== "")).toBe(true);
    await view.click("words");
    expect(texts(view)).toHaveLength(4);
    expect(fills(view)[2]).toBe(RED);
    const whole = TOKENS.map((one, word) => ({ ...one, word }));
    const other = await shown(textExample({}, { tokens: whole }));
    expect(other.get("words")).toBeNull();
  });

  it("fades in along the path, on the final scale", async () => {
    const view = await shown(textExample({}, { values: [0, 0, 0, 0, -0.5, 0.25] }));
    await view.input("alpha", "0.5");
    expect(fills(view)[2]).not.toBe(RED);
    expect(fills(view)[2]).not.toBe("");
    await view.input("alpha", "1");
    expect(fills(view)[2]).toBe(RED);
  });

  it("keeps its boxes while α moves, so that nothing is made anew", async () => {
    const view = await shown(textExample());
    const before = boxes(view);
    const made = vi.spyOn(document, "createElement");
    await view.input("alpha", "0.99");
    expect(boxes(view)).toEqual(before);
    expect(made.mock.calls.filter(([name]) => name === "span")).toEqual([]);
  });

  it("underlines what the output speaks of", async () => {
    const view = await shown(textExample({ about: [5] }));
    const underlined = boxes(view).filter((box) => box.className.includes("about"));
    expect(underlined.map((box) => box.textContent)).toEqual(["film"]);
    expect(view.text("readout")).toContain("Underlined: what the output speaks of.");
  });

  it("lets each text say which way it runs, whatever special tokens stand before it", async () => {
    const tokens = [
      token("[CLS]", 0, { special: true }),
      token("فيلم", 1),
      token("[SEP]", 2, { special: true }),
      token("bad", 3, { segment: 1 }),
    ];
    const view = await shown(textExample({}, { tokens, values: [0, 1, 0, -1] }));
    const written = [...view.need("text").querySelectorAll(".written")];
    expect(written.map((one) => [one.getAttribute("dir"), one.textContent])).toEqual([
      ["auto", "[CLS]فيلم[SEP]"],
      ["auto", "bad."],
    ]);
    // Only what is isolated does not count when the direction is found.
    expect(written[0].querySelectorAll("bdi.special")).toHaveLength(2);
    expect(view.need("text").textContent).toContain("text 1");
    expect(view.need("text").textContent).toContain("text 2");
  });

  it("shows every hostile token as text", async () => {
    const evil = [HOSTILE, "&#x3c;script>", "<b>", "{{1}}", "\u0000"];
    const tokens = evil.map((one, i) => token(one, i, { before: HOSTILE }));
    const view = await shown(
      textExample({ after: HOSTILE, about: [0] }, { tokens, values: [5, 4, 3, 2, 1] }),
    );
    expect(view.need("text").textContent).toBe(
      `${evil.map((one) => HOSTILE + one).join("")}${HOSTILE}`,
    );
    await point(boxes(view)[0]);
    boxes(view)[0].click();
    await settle();
    expect(view.text("readout")).toContain(HOSTILE);
    expect(view.text("bar-0")).toContain(HOSTILE);
    expect(view.text("growth")).toContain(HOSTILE);
    expect(view.root.querySelector("img, script, b:not(.clip)")).toBeNull();
    expect((window as unknown as { hacked?: number }).hacked).toBeUndefined();
  });

  it.each([
    ["no attribution", { values: [0, 0, 0, 0, 0, 0] }],
    ["a single token", { values: [1], tokens: [token("a", 0)] }],
    ["a token without a text", { values: [1], tokens: [token("", 0)] }],
  ])("draws %s without a number that is none", async (_, options) => {
    const view = await shown(textExample({}, options));
    await view.input("alpha", "0.4");
    boxes(view)[0].click();
    await settle();
    expect(view.root.innerHTML).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  it("draws a path of which no step was kept", async () => {
    const steps = { alphas: [], weights: [], signed: live("i8", [0, 6], []), signed_scale: [] };
    const view = await shown(textExample({ steps }));
    await view.input("alpha", "0");
    expect(fills(view)[2]).toBe(RED);
    expect(view.root.innerHTML).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  it("says where it has nothing to show", async () => {
    const view = await shown(textExample({}, { values: [0, 0, 0, 0, 0, 0] }));
    expect(view.text("readout")).toBe("No attribution: nothing here changes the score.");
    expect(view.get("pin")).toBeNull();
  });
});

describe("the read-out", () => {
  it("follows the pointer, then what was chosen", async () => {
    const view = await shown(textExample());
    expect(view.text("readout")).toMatch(/^Point at a word/);
    await point(boxes(view)[3]);
    expect(view.text("readout")).toBe("film+0.25 ± 0.02\u221283.3\u202f% of the changerank 2 of 4");
    boxes(view)[2].click();
    await fire(view.need("text"), new Event("pointerleave"));
    expect(view.text("readout")).toContain("bad\u22120.5 ± 0.02");
    expect(chosen(view)).toEqual(["bad"]);
    boxes(view)[2].click();
    await settle();
    expect(view.text("readout")).toMatch(/^Point at a word/);
  });

  it("gives the share of all where the score hardly changes", async () => {
    const path = { ...textExample().path, scores: [0.5, 0.5, 0.5] };
    const view = await shown(
      textExample({ score: 0.5, baseline_score: 0.5, path, ...said({ shares: false }) }),
    );
    await point(boxes(view)[2]);
    expect(view.text("readout")).toContain("55.6\u202f% of total");
  });

  it("says what a special token and a token spoken of are", async () => {
    const view = await shown(textExample({ about: [4] }));
    await point(boxes(view)[0]);
    expect(view.text("readout")).toContain("special token");
    await point(boxes(view)[2]);
    expect(view.text("readout")).toContain("what the output speaks of");
  });
});

describe("the keyboard", () => {
  it("has one stop for the whole text and walks within it", async () => {
    const view = await shown(textExample());
    const stops = view.need("text").querySelectorAll("[tabindex]");
    expect(view.need("text").tabIndex).toBe(0);
    expect(stops).toHaveLength(0);
    const walk: [string, string[]][] = [
      ["ArrowRight", ["[CLS]"]],
      ["ArrowRight", ["unbelievably"]],
      ["End", ["film"]],
      ["ArrowRight", ["film"]],
      ["ArrowLeft", ["bad"]],
      ["Home", ["[CLS]"]],
      ["ArrowLeft", ["[CLS]"]],
      ["Escape", []],
    ];
    for (const [key, expected] of walk) {
      await press(view, key);
      expect(chosen(view), key).toEqual(expected);
    }
    await press(view, "ArrowLeft");
    await press(view, "ArrowRight", "text", { shiftKey: true });
    expect(chosen(view)).toEqual(["film"]);
  });

  it("leaves to the notebook what it has no use for", async () => {
    const view = await shown(textExample());
    const heard = vi.fn();
    document.body.addEventListener("keydown", heard);
    for (const key of ["Escape", "a", "Enter"]) {
      await fire(
        view.need("text"),
        new KeyboardEvent("keydown", { key, bubbles: true, composed: true }),
      );
    }
    expect(heard).toHaveBeenCalledTimes(3);
    await fire(
      view.need("text"),
      new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true, composed: true }),
    );
    expect(heard).toHaveBeenCalledTimes(3);
    document.body.removeEventListener("keydown", heard);
  });

  it("turns left and right around where text runs from right to left", async () => {
    const tokens = [token("ا", 0), token("ب", 1), token("ت", 2)];
    const view = await shown(textExample({}, { tokens, values: [1, 2, 3] }));
    // jsdom does not find out the direction of letters.
    (view.need("text").querySelector(".written") as HTMLElement).style.direction = "rtl";
    await press(view, "Home");
    await press(view, "ArrowLeft");
    expect(chosen(view)).toEqual(["ب"]);
    await press(view, "ArrowRight");
    expect(chosen(view)).toEqual(["ا"]);
  });

  it("walks through the list with one stop, too", async () => {
    const view = await shown(textExample());
    const rows = [0, 1, 2, 3].map((i) => view.need(`bar-${i}`));
    expect(rows.map((row) => row.tabIndex)).toEqual([0, -1, -1, -1]);
    rows[0].focus();
    await press(view, "ArrowDown", "bar-0");
    expect(view.root.activeElement).toBe(rows[1]);
    await press(view, "ArrowUp", "bar-1");
    await press(view, "ArrowUp", "bar-0");
    expect(view.root.activeElement).toBe(rows[0]);
    await view.click("bar-2");
    expect(rows.map((row) => row.tabIndex)).toEqual([-1, -1, 0, -1]);
  });

  it("is kept from Jupyter's shortcuts by every control", async () => {
    const view = await shown(textExample());
    const controls = view.root.querySelectorAll("button, input, select, summary, [tabindex]");
    expect(controls.length).toBeGreaterThan(12);
    for (const control of controls) {
      if (control.getAttribute("data-testid") === "target") continue;
      expect(control.getAttribute("data-lm-suppress-shortcuts"), control.outerHTML).toBe("true");
      expect(control.getAttribute("aria-label"), control.outerHTML).toBeTruthy();
    }
  });
});

describe("the strongest words", () => {
  const rows = ({ root }: View) =>
    [...root.querySelectorAll(".bars button")].map((row) => row.textContent);

  it("are listed by size, with their sign", async () => {
    const view = await shown(textExample());
    expect(rows(view)).toEqual([
      "bad\u22120.5",
      "film+0.25",
      "unbelievably\u22120.1",
      "[CLS]+0.05",
    ]);
    expect(view.text("bars")).toContain("strongest words");
    await view.click("words");
    expect(view.text("bars")).toContain("strongest tokens");
    expect(rows(view)[1]).toBe("believ\u22120.3");
    await view.click("polarity-positive");
    expect(rows(view)[0]).toBe("film+0.25");
  });

  it("are no more than eight", async () => {
    const tokens = Array.from({ length: 20 }, (_, i) => token("ab", i));
    const view = await shown(textExample({}, { tokens, values: tokens.map((_, i) => i) }));
    expect(rows(view)).toHaveLength(8);
    expect(rows(view)[0]).toBe("ab20+19");
  });

  it("are numbered where several read the same", async () => {
    const tokens = ["good", "bad", "good"].map((one, i) => token(one, i));
    const view = await shown(textExample({}, { tokens, values: [1, -2, 3] }));
    expect(rows(view)).toEqual(["good2+3", "bad\u22122", "good1+1"]);
    expect([...view.root.querySelectorAll(".bars sup")].map((one) => one.textContent)).toEqual([
      "2",
      "1",
    ]);
    expect(view.need("bar-0").getAttribute("aria-label")).toBe("good (2): +3");
    await view.click("bar-0");
    expect(view.need("readout").querySelector("sup")?.textContent).toBe("2");
    expect(view.need("growth").querySelector("sup")?.textContent).toBe("2");
    await point(boxes(view)[1]);
    expect(view.need("readout").querySelector("sup")).toBeNull();
  });

  it("fill the width in the end, however far they reached on the way", async () => {
    const signed = live("i8", [2, 2], [100, 0, -100, 50]);
    const steps = { alphas: [0, 1], weights: [1, 1], signed, signed_scale: [0.01, 0.01] };
    const tokens = [token("a", 0), token("b", 1)];
    const view = await shown(textExample({ steps, error: null }, { tokens, values: [0.1, 0.5] }));
    const widths = () =>
      [...view.root.querySelectorAll<HTMLElement>(".bars .sum")].map((bar) =>
        Math.round(Number.parseFloat(bar.style.width)),
      );
    expect(widths()).toEqual([100, 20]);
    await view.input("alpha", "0.5");
    expect(widths()).toEqual([100, 0]);
    expect(view.need("bar-1").querySelector<HTMLElement>(".end")?.style.left).toBe("50%");
  });

  it("build up along α toward a mark where each ends", async () => {
    const view = await shown(textExample());
    const row = () => view.need("bar-0");
    const width = () =>
      Number.parseFloat(row().querySelector<HTMLElement>(".sum")?.style.width ?? "");
    const whole = width();
    expect(row().querySelector(".end")).toBeNull();
    await view.input("alpha", "0.5");
    expect(width() / whole).toBeCloseTo(0.75, 2);
    const end = Number.parseFloat(row().querySelector<HTMLElement>(".end")?.style.left ?? "");
    expect(end).toBeCloseTo(0);
    expect(view.text("bars")).toContain("up to α 0.50");
    expect(row().getAttribute("aria-label")).toContain("in the end \u22120.5");
  });

  it("choose a word, and light up with it", async () => {
    const view = await shown(textExample());
    await view.click("bar-1");
    expect(chosen(view)).toEqual(["film"]);
    expect(view.need("bar-1").getAttribute("aria-pressed")).toBe("true");
    await point(boxes(view)[2]);
    expect(view.need("bar-0").className).toContain("hovered");
    await fire(view.need("bar-2"), new Event("pointerenter"));
    expect(boxes(view)[1].dataset.hovered).toBe("true");
    await fire(view.need("bar-2"), new Event("pointerleave"));
    expect(boxes(view)[1].dataset.hovered).toBeUndefined();
  });

  it("say what everything sums to beside what it should", async () => {
    const certificate = { ...textExample().certificate, delta: 0.01 };
    const sum = sentence(
      "adds up to 97\u202f%",
      "The attributions of all tokens sum to \u22120.29.",
    );
    const view = await shown(textExample({ certificate, ...completeness(sum) }));
    expect(view.text("total")).toBe("sum of all 4Σ \u22120.29 · F(x) − F(x′) \u22120.3");
    expect(view.need("total").title).toContain("attributions of all tokens sum to \u22120.29");
    await view.input("alpha", "0.5");
    expect(view.text("total")).toContain("Σ \u22120.225");
  });
});

describe("a chosen word", () => {
  it("is followed along the path, on its own scale", async () => {
    const view = await shown(textExample());
    expect(view.get("growth")).toBeNull();
    boxes(view)[2].click();
    await settle();
    expect(view.text("growth")).toContain("bad");
    expect(view.text("growth")).toContain("own scale");
    const line = view.root.querySelector("polyline.growth.down")?.getAttribute("points");
    expect(line?.split(" ")).toHaveLength(4);
  });

  it("stays chosen while the text is refined or taken apart", async () => {
    const view = await shown(textExample());
    await view.click("bar-2");
    expect(chosen(view)).toEqual(["unbelievably"]);
    await view.mounted.update(textExample({ score: 0.3 }));
    await settle();
    expect(chosen(view)).toEqual(["unbelievably"]);
    await view.click("words");
    expect(chosen(view)).toEqual(["un"]);
  });

  it("is let go when it is no longer there", async () => {
    const view = await shown(textExample());
    await press(view, "End");
    await view.mounted.update(textExample({}, { tokens: [token("x", 0)], values: [1] }));
    await settle();
    expect(chosen(view)).toEqual([]);
    expect(view.text("readout")).toMatch(/^Point at a word/);
  });
});

describe("around the text", () => {
  it("pins its scale for the next", async () => {
    const view = await shown(textExample());
    expect(view.text("colour-bar")).toBe("\u22120.50+0.5");
    await view.click("pin");
    await view.mounted.update(textExample({}, { values: VALUES.map((value) => value / 2) }));
    await settle();
    expect(view.text("colour-bar")).toBe("\u22120.50+0.5");
    expect(fills(view)[2]).not.toBe(RED);
    await view.click("pin");
    expect(view.text("colour-bar")).toBe("\u22120.250+0.25");
    expect(fills(view)[2]).toBe(RED);
  });

  it("has no control that is of no use for a text", async () => {
    const view = await shown(textExample());
    for (const id of ["mode-overlay", "clip", "strength", "scale-toggle", "picture"]) {
      expect(view.get(id), id).toBeNull();
    }
  });

  it("explains itself in the words of a text", async () => {
    const view = await shown(textExample());
    await view.click("help");
    expect(view.text("help-text")).toContain("Which words");
    expect(view.text("help-text")).not.toContain("pixel");
    expect(view.need("legend").title).toContain("moving a word further from the baseline");
  });

  it("is saved as a table", async () => {
    const view = await shown(textExample());
    const saved: Blob[] = [];
    vi.stubGlobal("URL", {
      createObjectURL: (blob: Blob) => {
        saved.push(blob);
        return "blob:x";
      },
      revokeObjectURL() {},
    });
    const names: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      names.push(this.download);
    });
    await view.click("download");
    expect(names).toEqual(["negative-words.csv"]);
    expect(saved[0].type).toBe("text/csv;charset=utf-8");
    expect(saved[0].size).toBeGreaterThan(60);
  });

  it("stands above the path where it is short, and beside it where it is long", async () => {
    const long = Array.from({ length: 300 }, (_, i) => token("word", i, { before: " " }));
    const figure = await decoded(textExample({}, { tokens: long, values: long.map(() => 1) }));
    const short = await decoded(textExample());
    expect([column(short, 1000), column(figure, 1000), column(figure, 400)]).toEqual([
      false,
      true,
      false,
    ]);
    const lines = await decoded(textExample({ after: "\n\n\n\n\n\n\n" }));
    expect(column(lines, 1000)).toBe(true);
    const wide = await decoded(textExample({ after: "字".repeat(400) }));
    const slim = await decoded(textExample({ after: "x".repeat(400) }));
    expect([column(wide, 1000), column(slim, 1000)]).toEqual([true, false]);
  });
});
