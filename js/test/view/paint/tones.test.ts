// How the colours of tokens lie on the page.

import { describe, expect, it } from "vitest";
import { PALETTES, type PaletteName, type Rgb } from "../../../src/generated/palettes";
import { luminance, tokenColour, tone } from "../../../src/view/paint/tones";

/** Pages, and the faintest text that is printed on them. */
const PAPERS: Record<string, { paper: Rgb; faint: Rgb }> = {
  white: { paper: [255, 255, 255], faint: [101, 102, 104] },
  "JupyterLab's dark": { paper: [17, 17, 17], faint: [166, 166, 166] },
  "our dark": { paper: [21, 23, 26], faint: [167, 169, 172] },
};
const SHARES = Array.from({ length: 401 }, (_, i) => i / 200 - 1);
const NAMES = Object.keys(PALETTES) as PaletteName[];

function contrast(a: Rgb, b: Rgb): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

describe.each(Object.entries(PAPERS))("on %s paper", (_, { paper, faint }) => {
  it.each(NAMES)("every text in %s can be read", (name) => {
    for (const share of SHARES) {
      const one = tone(share, PALETTES[name], paper);
      if (!one) continue;
      const text = one.text ?? faint;
      expect(contrast(one.background, text), String(share)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(NAMES)("%s ends in the colours of the scale and begins as the page", (name) => {
    const { tokenPositive, tokenNegative } = PALETTES[name];
    expect(tone(1, PALETTES[name], paper)?.background).toEqual(tokenPositive);
    expect(tone(-1, PALETTES[name], paper)?.background).toEqual(tokenNegative);
    expect(tone(7, PALETTES[name], paper)?.background).toEqual(tokenPositive);
    for (const none of [0, -0, 0.05, Number.NaN]) {
      expect(tone(none, PALETTES[name], paper)).toBeNull();
    }
  });

  it.each(NAMES)("%s moves away from the page as a value grows", (name) => {
    const far = (rgb: Rgb) => Math.hypot(...rgb.map((value, c) => value - paper[c]));
    for (const sign of [1, -1]) {
      const way = [0.06, 0.2, 0.4, 0.6, 0.8, 1].map((share) =>
        far(tone(sign * share, PALETTES[name], paper)?.background ?? paper),
      );
      expect(way).toEqual([...way].sort((a, b) => a - b));
    }
  });
});

it("mixes the scale itself from grey", () => {
  const palette = PALETTES["green-red"];
  expect(tokenColour(0, palette)).toEqual([128, 128, 128]);
  expect(tokenColour(0.5, palette)).toEqual([64, 192, 64]);
  expect(tokenColour(-2, palette)).toEqual([255, 0, 0]);
});
