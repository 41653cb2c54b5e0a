// How large the picture stands: whole device pixels per image pixel where that fits well.

import type { TokensFigure } from "../wire/figure";

/** Longest side of the main picture, in CSS pixels. */
export const STAGE = 448;
/** Below this width of the view everything stands in one column. Said again in styles.css. */
export const NARROW = 700;

/** A text of more lines than this, at full width, stands in a column of its own. */
const MOST_LINES = 6;
/** Mean width of a letter in the large type that short texts are set in; others count double. */
const LETTER = 9.6;

export interface Fit {
  width: number;
  height: number;
  /** Enlarged pixels stay sharp squares; a reduced picture is smoothed. */
  pixelated: boolean;
}

/** Whether a text is long enough to stand beside the path instead of above it. */
export function column(figure: Pick<TokensFigure, "tokens" | "after">, viewWidth: number): boolean {
  if (viewWidth < NARROW) return false;
  const text = figure.tokens.map((token) => token.before + token.text).join("") + figure.after;
  let lines = 0;
  for (const line of text.split("\n")) {
    const wide = line.match(/[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]/g)?.length ?? 0;
    lines += Math.max(1, Math.ceil(((line.length + wide) * LETTER) / viewWidth));
  }
  return lines > MOST_LINES;
}

/** Fit an image into a room, in CSS pixels, on a screen with `ratio` device pixels per CSS pixel. */
export function displaySize(
  width: number,
  height: number,
  room: number,
  most = STAGE,
  ratio = 1,
): Fit {
  const free = Math.max(Math.min(room / width, most / width, most / height), 1 / width);
  const whole = Math.floor(free * ratio + 1e-6) / ratio;
  // A whole multiple may leave much of the room empty; then evenness gives way to size.
  const scale = whole >= 0.85 * free ? whole : free;
  return { width: width * scale, height: height * scale, pixelated: scale * ratio >= 1 };
}

/** Room for the picture in a view of the given width. */
export function room(viewWidth: number): number {
  return viewWidth < NARROW ? viewWidth : Math.min(STAGE, Math.round(viewWidth * 0.47));
}
