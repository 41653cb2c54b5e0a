// The figure of several inputs, each read by its own kind.

import type { Drawable } from "../../view/kind";
import type { Facts } from "../../wire/facts";

export interface OpenPart {
  name: string;
  /** The sum of its attributions. */
  value: number;
  drawable: Drawable;
}

export interface PartsFigure extends Facts {
  parts: readonly OpenPart[];
}
