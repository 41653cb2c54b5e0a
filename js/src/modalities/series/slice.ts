// What a reader has chosen of series.

import type { Polarity } from "../../view/signs";
import type { Span } from "../../view/spans";
import type { Shared } from "../../view/state";

export interface SeriesSlice {
  polarity: Polarity;
  /** The step and the channel under the pointer or the keyboard's cursor. */
  at: number | null;
  channel: number;
  /** The steps that were brushed, from the one where that began; or an interval that was chosen. */
  brush: readonly [anchor: number, head: number] | null;
  /** The listed interval under the pointer. */
  hover: number | null;
  /** The step that is heard. */
  heard: number | null;
}

/** All that a series is drawn by. */
export type SeriesState = Shared & SeriesSlice;

/** What another series in the same view does not inherit. */
export const FORGOTTEN = { at: null, channel: 0, brush: null, hover: null, heard: null } as const;

export const fresh = (): SeriesSlice => ({ polarity: "both", ...FORGOTTEN });

/** The steps that are brushed, both ends among them, or else the one that is pointed at. */
export function spanOf({ brush, at }: SeriesSlice): Span | null {
  const ends = brush ?? (at === null ? null : [at]);
  return ends && { from: Math.min(...ends), to: Math.max(...ends) + 1 };
}
