// Several figures to choose from, and the scale that they may have in common.

import type { Entry, Kind } from "./kind";

export interface Gallery {
  title: string;
  entries: Entry[];
}

/** A scale of colours that a reader can keep for the next figures. */
export interface KeptScale {
  /** The value in the end colours that is kept, in raw units; null fits it to each figure. */
  pin: number | null;
  /** The scale that all figures of a gallery have in common; null where they have none. */
  common: number | null;
}

/** The only kind in a gallery and the scale of all, where the kind can be compared on one. */
export function commonScale(entries: readonly Entry[]): { kind: Kind; scale: number } | null {
  const drawables = entries.flatMap(({ drawable }) => drawable ?? []);
  const kind = drawables[0]?.kind;
  if (!kind?.scaleOf || drawables.some((one) => one.kind !== kind)) return null;
  return { kind, scale: kind.scaleOf(drawables.map(({ scene }) => scene)) };
}

/** Figures of a gallery begin on the scale they share; who lets go of it is left alone. */
export function share(kept: KeptScale, scale: number | null): void {
  if (kept.common === scale) return;
  if (kept.pin === kept.common) kept.pin = scale;
  kept.common = scale;
}

/** Keep a scale, in a gallery the one that all have in common; null lets go of it. */
export function keep(kept: KeptScale, scale: number | null): void {
  kept.pin = scale === null ? null : (kept.common ?? scale);
}
