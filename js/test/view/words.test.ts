// What both languages say in words and numbers, against the vectors that Python wrote.

import { describe, expect, it } from "vitest";
import { PALETTES, type PaletteName, type Rgb } from "../../src/generated/palettes";
import type { Token } from "../../src/generated/schema";
import { TextScene } from "../../src/modalities/text/scene";
import { table } from "../../src/modalities/text/table";
import type { Unit } from "../../src/modalities/text/units";
import { count, number, percent, score, scoreIn, signed } from "../../src/view/format";
import { textColour, tokenColour, tone } from "../../src/view/paint/tones";
import { live, said, text, textExample } from "../example";
import { golden } from "../npz";

type Expected = Pick<Unit, "before" | "text" | "special" | "segment" | "about"> & {
  value: number;
  share: number | null;
};

const vectors = JSON.parse(new TextDecoder().decode(golden("words.json"))) as {
  numbers: { value: number; number: string; signed: string }[];
  counts: { value: number; text: string }[];
  shares: { value: number; percent: string }[];
  scores: { value: number; output: string; text: string }[];
  ends: {
    output: string;
    score: number;
    baseline_score: number;
    texts: { value: number; text: string }[];
  }[];
  texts: {
    tokens: Token[];
    about: number[];
    score: number;
    baseline_score: number;
    shares: boolean;
    values: number[];
    units: Expected[];
    scale: number;
  }[];
  colours: {
    values: number[];
    palette: PaletteName;
    backgrounds: number[][];
    texts: number[][];
    painted: boolean[];
    white: (number[] | null)[];
    black: (number[] | null)[];
  }[];
};

describe("numbers", () => {
  it.each(vectors.numbers)("$value is $number", (expected) => {
    expect([number(expected.value), signed(expected.value)]).toEqual([
      expected.number,
      expected.signed,
    ]);
  });

  it.each(vectors.counts)("$value counts as $text", ({ value, text: expected }) => {
    expect(count(value)).toBe(expected);
  });

  it.each(vectors.shares)("$value of all is $percent", (expected) => {
    expect(percent(expected.value)).toBe(expected.percent);
  });

  it.each(vectors.scores)("$output $value is $text", ({ value, output, text: expected }) => {
    expect(score(value, output)).toBe(expected);
  });
});

it.each(vectors.ends)("from $baseline_score to $score, scores are told apart", (figure) => {
  for (const { value, text: expected } of figure.texts) {
    expect(scoreIn(figure, value)).toBe(expected);
  }
});

describe("merging", () => {
  const units = ({ list }: { list: readonly Unit[] }) =>
    list.map(({ from: _from, to: _to, ...unit }) => unit);

  it.each(vectors.texts)("$values", async (given) => {
    const { tokens, values, about: spokenOf, score: end, baseline_score: start } = given;
    const ends = { about: spokenOf, score: end, baseline_score: start };
    const change = { ...ends, ...said({ shares: given.shares }), error: null };
    const wire = textExample(change, { pack: live, tokens, values });
    const scene = new TextScene(await text(wire));
    const merged = scene.units(true);
    expect(units(merged)).toEqual(
      given.units.map(({ value: _value, share: _share, ...unit }) => unit),
    );
    expect(merged.scale).toBeCloseTo(given.scale, 6);
    const rows = table(scene, true).slice(1);
    expect(rows.map(([shown, value, , share, kind]) => [shown, value, share, kind])).toEqual(
      given.units.map(({ text: shown, value, share, special }) => [
        shown,
        expect.closeTo(value, 6),
        share === null ? "" : expect.closeTo(share, 6),
        special ? "special" : "",
      ]),
    );
  });
});

describe.each(vectors.colours)("the colours of $palette", (given) => {
  const palette = PALETTES[given.palette];
  const cases = given.values.map((value, i) => ({
    value,
    background: given.backgrounds[i],
    ink: given.texts[i],
    painted: given.painted[i],
    pages: [
      { paper: [255, 255, 255] as Rgb, laid: given.white[i] },
      { paper: [0, 0, 0] as Rgb, laid: given.black[i] },
    ],
  }));

  it.each(cases)("at $value", ({ value, background, ink, painted, pages }) => {
    expect(tokenColour(value, palette)).toEqual(background);
    expect(textColour(background as unknown as Rgb)).toEqual(ink);
    for (const { paper, laid: expected } of pages) {
      const laid = tone(value, palette, paper);
      expect(laid !== null).toBe(painted);
      expect(laid?.background ?? null).toEqual(expected);
      if (Math.abs(value) >= 0.3) expect([laid?.background, laid?.text]).toEqual([background, ink]);
    }
  });
});
