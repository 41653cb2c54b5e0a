// The kinds of input that can be drawn: a folder and an entry each.

import { VERSION } from "../generated/limits";
import type { Kind } from "../view/kind";
import { type Head, unknownFigure } from "../wire/figure";
import { ARRAY } from "./array";
import { GRAPH } from "./graph";
import { IMAGE } from "./image";
import { PARTS } from "./parts";
import { ROWS } from "./rows";
import { SERIES } from "./series";
import { TABULAR } from "./tabular";
import { TEXT } from "./text";
import { VOLUME } from "./volume";

export const KINDS: readonly Kind[] = [
  IMAGE,
  TEXT,
  TABULAR,
  ROWS,
  SERIES,
  VOLUME,
  ARRAY,
  GRAPH,
  PARTS,
];

/** The kind that draws a figure from the wire. */
export function kindOf(wire: unknown): Kind {
  const head = wire as Head | null;
  const kind = KINDS.find((one) => one.kind === head?.kind);
  if (kind && head?.version === VERSION) return kind;
  const drawn = new Intl.ListFormat("en-GB").format(KINDS.map(({ noun }) => noun[1]));
  throw unknownFigure(drawn, head);
}
