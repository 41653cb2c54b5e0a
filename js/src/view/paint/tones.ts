// Colours behind words and numbers, mirroring igviz/stills/paint/tokens.py, and how they lie on the page.

import { SOLID, UNSEEN } from "../../generated/limits";
import type { Palette, Rgb } from "../../generated/palettes";

/** The luminance at which black and white text contrast equally: (L + .05)² = .05 × 1.05. */
const BLACK_OR_WHITE = Math.sqrt(0.05 * 1.05) - 0.05;
const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];
/** A thinner colour leaves the text as it is: the page's black and pure black would look uneven. */
const THIN = 0.12;

/** Red, grey and green by a value's share of the scale, −1 to 1. */
export function tokenColour(share: number, palette: Palette): Rgb {
  const size = Math.min(Math.abs(share), 1);
  const end = share >= 0 ? palette.tokenPositive : palette.tokenNegative;
  return mixed(palette.tokenNeutral, end, size);
}

/** Black or white, whichever stands out more: by at least 4.5 to 1. */
export function textColour(background: Rgb): Rgb {
  return luminance(background) > BLACK_OR_WHITE ? BLACK : WHITE;
}

export interface Tone {
  /** Share of the scale, whatever the sign. */
  strength: number;
  background: Rgb;
  /** Null where the page's own text stands out well enough. */
  text: Rgb | null;
}

/**
 * The colour as it is laid on the page: the scale's own, but the thinner the closer to zero, which is
 * the page itself. Null where nothing would be seen. igviz/modalities/text/laid.py does the same, as a rule
 * on a page it cannot know.
 */
export function tone(share: number, palette: Palette, paper: Rgb): Tone | null {
  const size = Math.min(Math.abs(share), 1);
  if (!(size > UNSEEN)) return null;
  const cover = Math.min(1, (size - UNSEEN) / (SOLID - UNSEEN));
  const background = mixed(paper, tokenColour(share, palette), cover);
  return { strength: size, background, text: cover < THIN ? null : textColour(background) };
}

/** A colour so far on the way from one to another. */
export function mixed(from: Rgb, to: Rgb, share: number): Rgb {
  const [r, g, b] = from.map((value, c) => Math.round(value + share * (to[c] - value)));
  return [r, g, b];
}

/** Relative luminance of an sRGB colour, as WCAG 2 defines it. */
export function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
