// Where a text stands: above the path, or in a column beside it.

import { NARROW } from "../../view/layout";
import type { TextFigure } from "./types";

/** A text of more lines than this, at full width, stands in a column of its own. */
const MOST_LINES = 6;
/** Mean width of a letter in the large type that short texts are set in; others count double. */
const LETTER = 9.6;

/** Whether a text is long enough to stand beside the path instead of above it. */
export function column(figure: Pick<TextFigure, "tokens" | "after">, viewWidth: number): boolean {
  if (viewWidth < NARROW) return false;
  const text = figure.tokens.map((token) => token.before + token.text).join("") + figure.after;
  let lines = 0;
  for (const line of text.split("\n")) {
    const wide = line.match(/[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]/g)?.length ?? 0;
    lines += Math.max(1, Math.ceil(((line.length + wide) * LETTER) / viewWidth));
  }
  return lines > MOST_LINES;
}
