// What a text's words are worth, at every moment of the path.

import { describe, expect, it } from "vitest";
import { drawingOf } from "../../../src/modalities/text/drawing";
import { sharedScale, TextScene } from "../../../src/modalities/text/scene";
import { legend, silence } from "../../../src/modalities/text/sentences";
import type { TextState } from "../../../src/modalities/text/slice";
import { table } from "../../../src/modalities/text/table";
import { csv } from "../../../src/view/csv";
import type { Page } from "../../../src/view/kind";
import {
  live,
  textLook as look,
  said,
  TOKENS,
  text,
  textExample,
  token,
  VALUES,
} from "../../example";

type Options = Parameters<typeof textExample>[1];
const sceneOf = async (change: object = {}, options: Options = {}) =>
  new TextScene(await text(textExample(change, options)));
const END = 4;
const close = (values: Iterable<number>) => [...values].map((value) => +value.toFixed(3));

describe("words", () => {
  it("hold their pieces and the sum of their values", async () => {
    const units = (await sceneOf()).units(true);
    expect(units.list.map((unit) => unit.text)).toEqual(["[CLS]", "unbelievably", "bad", "film"]);
    expect(units.list.map((unit) => unit.before)).toEqual(["", "", " ", " "]);
    expect(close(units.final)).toEqual([0.05, -0.1, -0.5, 0.25]);
    expect(close(units.error ?? [])).toEqual([0.02, 0.06, 0.02, 0.02]);
    expect(units.scale).toBeCloseTo(0.5);
    expect([0, 1, 3, 4, 5].map((at) => units.of(at))).toEqual([0, 1, 1, 2, 3]);
    expect([units.of(null), units.of(6), units.of(-1)]).toEqual([-1, -1, -1]);
  });

  it("are left in pieces when asked for", async () => {
    const scene = await sceneOf();
    const units = scene.units(false);
    expect(scene.pieces).toBe(true);
    expect(units.list.map((unit) => unit.text)).toEqual(TOKENS.map((one) => one.text));
    expect(close(units.final)).toEqual(VALUES);
  });

  it("make no difference where each is one token", async () => {
    const tokens = [token("a", 0), token("b", 1), token("[SEP]", 1, { special: true })];
    const scene = await sceneOf({}, { tokens, values: [1, 2, 3] });
    expect(scene.pieces).toBe(false);
    expect(scene.units(true)).toBe(scene.units(false));
  });

  it("do not reach from one text of a pair into the other", async () => {
    const tokens = [token("a", 0), token("b", 0, { segment: 1 })];
    const scene = await sceneOf({}, { tokens, values: [1, 2] });
    expect(scene.units(true).list).toHaveLength(2);
  });

  it("keep what stands between pieces, and a sign for a piece without a text", async () => {
    const tokens = [token("well", 0), token("known", 0, { before: "-" }), token("", 1)];
    const scene = await sceneOf({ about: [1] }, { tokens, values: [1, 2, 3] });
    expect(scene.units(true).list.map((unit) => unit.text)).toEqual(["well-known", "·"]);
    expect(scene.units(true).list.map((unit) => unit.about)).toEqual([true, false]);
    expect(scene.units(false).list.map((unit) => unit.about)).toEqual([false, true, false]);
  });
});

describe("along the path", () => {
  it("builds up from nothing to the final values", async () => {
    const scene = await sceneOf();
    const at = (alpha: number) => close(scene.units(true).values(scene.steps.stage(alpha)));
    const share = (part: number) => [0.05, -0.1, -0.5, 0.25].map((v) => v * part);
    for (const [alpha, part] of [
      [0, 0.25],
      [0.3, 0.25],
      [0.5, 0.75],
      [0.99, 0.75],
    ]) {
      // Within the half level that an eighth of a byte's range may be off.
      at(alpha).forEach((value, i) => {
        expect(Math.abs(value - share(part)[i])).toBeLessThan(0.01);
      });
    }
    expect(at(1)).toEqual([0.05, -0.1, -0.5, 0.25]);
  });

  it("adds pieces up at every moment", async () => {
    const scene = await sceneOf();
    const stage = scene.steps.stage(0.5);
    const pieces = scene.units(false).values(stage);
    const words = scene.units(true).values(stage);
    expect(words[1]).toBeCloseTo(pieces[1] + pieces[2] + pieces[3]);
    expect(scene.units(true).values(stage)).toBe(words);
  });

  it("follows one word, from zero to where it ends", async () => {
    const points = (await sceneOf()).units(true).buildUp(2);
    expect(points.map(([alpha]) => alpha)).toEqual([0, 0.25, 0.75, 1]);
    expect(close(points.map(([, sum]) => sum))).toEqual([0, -0.125, -0.375, -0.5]);
    const signed = live("i8", [1, 6], [0, 0, 0, 0, 0, 0]);
    const steps = { alphas: [0.5], weights: [1], signed_scale: [0], signed };
    expect((await sceneOf({ steps })).units(true).buildUp(3)).toEqual([
      [0, 0],
      [1, 0.25],
    ]);
  });

  it("reaches as far as any moment does, so that one axis fits all", async () => {
    const signed = live("i8", [2, 2], [100, 0, -100, 50]);
    const steps = { alphas: [0, 1], weights: [1, 1], signed, signed_scale: [0.01, 0.01] };
    const tokens = [token("a", 0), token("b", 1)];
    const scene = await sceneOf({ steps, error: null }, { tokens, values: [0, 0.5] });
    expect(scene.units(true).reach(false)).toEqual({ low: 0, high: expect.closeTo(1) });
    expect(scene.units(true).reach(true)).toEqual({ low: 0, high: 0.5 });
  });
});

describe("what is drawn", () => {
  it("is of the chosen sign only", async () => {
    const scene = await sceneOf();
    const drawn = (change: Partial<TextState>) => close(scene.units(true).drawn(look(change), END));
    expect(drawn({})).toEqual([0.05, -0.1, -0.5, 0.25]);
    expect(drawn({ polarity: "positive" })).toEqual([0.05, 0, 0, 0.25]);
    expect(drawn({ polarity: "negative" })).toEqual([0, -0.1, -0.5, 0]);
  });

  it("is, when asked for, only what exceeds twice its error", async () => {
    const scene = await sceneOf();
    const certain = look({ certain: true });
    // 0.05 ± 0.02 stays, 0.1 ± 0.06 goes: its three errors may all be off the same way.
    expect(close(scene.units(true).drawn(certain, END))).toEqual([0.05, 0, -0.5, 0.25]);
    expect(close(scene.units(false).drawn(certain, END))).toEqual(VALUES);
    const stage = scene.steps.stage(0.5);
    expect(scene.units(true).drawn(certain, stage)).toEqual(scene.units(true).drawn(look(), stage));
    const unknown = await sceneOf({ error: null });
    expect(close(unknown.units(true).drawn(certain, END))).toEqual([0.05, -0.1, -0.5, 0.25]);
  });

  it("has the largest final value in full colour, or a pinned one", async () => {
    const scene = await sceneOf();
    const page: Page = { width: 900, ratio: 1, paper: [255, 255, 255] };
    const scale = (view: TextState) => drawingOf(scene, view, page).scale.value;
    expect(scale(look())).toBeCloseTo(0.5);
    expect(scale(look({ pin: 2 }))).toBe(2);
    const other = await sceneOf({}, { values: [0, 0, 0, 0, 0, -3] });
    expect(sharedScale([scene, other])).toBe(3);
    expect(sharedScale([])).toBe(0);
  });
});

describe("the read-out", () => {
  it("knows value, error, rank and share", async () => {
    const scene = await sceneOf();
    const reading = scene.units(true).read(3, END);
    expect(reading).toMatchObject({ rank: 2, of: 4 });
    expect(reading.value).toBeCloseTo(0.25);
    expect(reading.error).toBeCloseTo(0.02);
    expect(reading.share).toBeCloseTo(0.25 / 0.9);
    const early = scene.units(true).read(3, scene.steps.stage(0.5));
    expect(early.error).toBeNull();
    expect(early.value).toBeCloseTo(0.75 * 0.25, 2);
    expect(scene.units(false).read(2, END)).toMatchObject({ rank: 2, of: 6 });
  });

  it("has no share of nothing", async () => {
    const scene = await sceneOf({}, { values: [0, 0, 0, 0, 0, 0] });
    expect(scene.units(true).read(0, END)).toMatchObject({ share: 0, rank: 1 });
  });
});

describe("the strongest", () => {
  it("come first, whatever their sign", async () => {
    const scene = await sceneOf();
    const bars = scene.units(true).strongest(look(), END, 3);
    expect(bars.map((bar) => bar.span)).toEqual([2, 3, 1]);
    expect(close(bars.map((bar) => bar.value))).toEqual([-0.5, 0.25, -0.1]);
    expect(
      scene
        .units(true)
        .strongest(look({ polarity: "positive" }), END, 9)
        .map((b) => b.span),
    ).toEqual([3, 0]);
  });

  it("wait at zero where the path begins, by how they will end", async () => {
    const signed = live("i8", [3, 6], new Array(18).fill(0));
    const steps = { ...textExample().steps, signed };
    const scene = await sceneOf({ steps });
    const bars = scene.units(true).strongest(look(), 0, 8);
    expect(bars.map((bar) => bar.span)).toEqual([2, 3, 1, 0]);
    expect(bars.every((bar) => bar.value === 0)).toBe(true);
    const negative = scene.units(true).strongest(look({ polarity: "negative" }), 0, 8);
    expect(negative.map((bar) => bar.span)).toEqual([2, 1]);
  });

  it("are none where nothing matters", async () => {
    const scene = await sceneOf({}, { values: [0, 0, 0, 0, 0, 0] });
    expect(scene.units(true).strongest(look(), END, 8)).toEqual([]);
  });
});

describe("the words about a text", () => {
  const none = { values: [0, 0, 0, 0, 0, 0] };

  it("say what the colours mean", async () => {
    const scene = await sceneOf();
    const said = (change: Partial<TextState>) => legend(look(change), scene);
    expect(said({})).toBe("Green raises the score, red lowers it.");
    expect(said({ palette: "blue-orange" })).toBe("Blue raises the score, orange lowers it.");
    expect(said({ polarity: "positive" })).toBe("Green raises the score.");
    expect(said({ polarity: "negative" })).toBe("Red lowers the score.");
    expect(legend(look(), await sceneOf({}, none))).toMatch(/^No attribution/);
  });

  it("speak up only where the text is silent", async () => {
    const scene = await sceneOf();
    expect(silence(look(), scene, END)).toBe("");
    expect(silence(look(), await sceneOf({}, none), END)).toMatch(/^No attribution/);
    const doubtful = await sceneOf({ error: live("f32", [6], [9, 9, 9, 9, 9, 9]) });
    expect(silence(look({ certain: true }), doubtful, END)).toMatch(/no word exceeds twice/);
    expect(silence(look({ certain: true, words: false }), doubtful, END)).toMatch(/no token/);
    expect(silence(look(), doubtful, END)).toBe("");
    const up = await sceneOf({}, { values: [0, 0, 0, 0, 0, 1] });
    const negative = look({ polarity: "negative" });
    expect(silence(negative, up, END)).toBe("Nothing here lowers the score.");
  });

  it("say that the path has only begun", async () => {
    const steps = { alphas: [0.5], weights: [1], signed_scale: [1] };
    const scene = await sceneOf({ steps: { ...steps, signed: live("i8", [1, 6], VALUES) } });
    expect(silence(look(), scene, 0)).toMatch(/^Nothing summed up yet/);
  });
});

describe("the table", () => {
  it("has a row for every unit", async () => {
    const rows = table(await sceneOf(), true);
    expect(rows[0]).toEqual(["word", "value", "error", "share", "kind"]);
    expect(rows).toHaveLength(5);
    expect(rows[1]).toEqual([
      "[CLS]",
      Math.fround(0.05),
      Math.fround(0.02),
      expect.closeTo(-0.05 / 0.3),
      "special",
    ]);
    expect(table(await sceneOf({ error: null }), false)[2].slice(0, 3)).toEqual([
      "un",
      Math.fround(0.1),
      "",
    ]);
    const still = await sceneOf({ score: 0.5, baseline_score: 0.5, ...said({ shares: false }) });
    expect(table(still, true)[1][3]).toBe("");
  });

  it("keeps any text one field, and no formula", () => {
    const texts = ['say "hi", you', "a\nb", " lead", "=1+1", "-5", "-", "@SUM(A1)", "子犬"];
    const written = csv(texts.map((one) => [one, 1]));
    expect(written).toBe(
      '"say ""hi"", you",1\r\n"a\nb",1\r\n" lead",1\r\n\'=1+1,1\r\n\'-5,1\r\n-,1\r\n\'@SUM(A1),1\r\n子犬,1\r\n',
    );
    expect(csv([[Number.NaN, 0.5]])).toBe(",0.5\r\n");
  });
});

describe("padding", () => {
  const pad = (word: number) => token("[PAD]", word, { special: true });
  const tokens = [pad(0), pad(0), pad(0), token("bad", 1), token("film", 2), pad(3)];

  it("is one box however much there is of it, also token by token", async () => {
    const scene = await sceneOf({ tokens });
    for (const merged of [true, false]) {
      expect(scene.units(merged).list.map(({ text }) => text)).toEqual([
        "[PAD] ×3",
        "bad",
        "film",
        "[PAD]",
      ]);
    }
    expect(scene.pieces).toBe(false);
  });
});
