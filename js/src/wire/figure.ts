// What stands on the wire where a figure is due: none yet, one, several, or something unknown.

import { VERSION } from "../generated/limits";
import type { Gallery } from "../generated/schema";
import { FigureError } from "./arrays";

/** What a figure says of itself before it is decoded. */
export interface Head {
  kind?: unknown;
  version?: unknown;
}

/** True for `{}`, which stands for "no picture yet". */
export function isEmpty(wire: unknown): boolean {
  return !wire || (typeof wire === "object" && Object.keys(wire).length === 0);
}

/** The figures of a gallery, or null for anything else. */
export function galleryOf(wire: unknown): Gallery | null {
  const given = wire as Partial<Gallery> | null;
  if (given?.kind !== "many") return null;
  if (given.version !== VERSION) throw unknownFigure("figures", given);
  if (!Array.isArray(given.figures) || given.figures.length === 0) {
    throw new FigureError("The gallery holds no figures.");
  }
  return given as Gallery;
}

/** The sentence for a figure of a kind or version that is not among `drawn`. */
export function unknownFigure(drawn: string, given: Head | null): FigureError {
  const what = `kind "${String(given?.kind)}", version ${String(given?.version)}`;
  return new FigureError(
    `This view draws ${drawn} of version ${VERSION}, not ${what}: update igviz.`,
  );
}
