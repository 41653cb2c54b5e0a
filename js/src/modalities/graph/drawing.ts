// What is drawn of a graph, each part made anew only when something it is made from has changed.

import { computed, type ReadonlySignal } from "@preact/signals-core";
import { PALETTES, type PaletteName, type Rgb } from "../../generated/palettes";
import { textColour } from "../../view/paint/tones";
import { css } from "../../view/palette";
import type { Strong } from "../../view/spans";
import type { GraphScene } from "./scene";
import type { GraphState } from "./slice";

/** Rows in the list of the strongest. */
export const MOST = 8;

/** What the colours of lines lie on: on the page itself, a faint one could not be seen. */
const LINE: Rgb = [150, 150, 150];

/** A colour, and one that can be read on it. */
export interface Shade {
  fill: string;
  ink: string;
}

export interface Drawing {
  stage: ReadonlySignal<number>;
  /** Values so far, zero where a part is muted. */
  drawn: ReadonlySignal<Float32Array>;
  strongest: ReadonlySignal<Strong[]>;
}

export function drawingOf({ steps, parts }: GraphScene, view: GraphState): Drawing {
  const stage = computed(() => steps.stage(view.alpha));
  return {
    stage,
    drawn: computed(() => parts.drawn(view, stage.value)),
    strongest: computed(() => parts.strongest(view, stage.value, MOST)),
  };
}

/** A value's colour as it lies on another; null where nothing would be seen. */
export function shade(share: number, palette: PaletteName, paper: Rgb): Shade | null {
  // In steps that nobody tells apart, so that thousands of dots are a few paths.
  const size = Math.round(32 * Math.min(Math.abs(share), 1)) / 32;
  if (!size) return null;
  const { heatPositive, heatNegative } = PALETTES[palette];
  const end = (share > 0 ? heatPositive : heatNegative)[1];
  const [r, g, b] = paper.map((below, c) => Math.round(below + size * (end[c] - below)));
  return { fill: css([r, g, b]), ink: css(textColour([r, g, b])) };
}

/** The colours of all parts. */
export function shades(
  scene: GraphScene,
  values: Float32Array,
  palette: PaletteName,
  paper: Rgb,
): (Shade | null)[] {
  const { parts, circles } = scene;
  return Array.from(values, (value, i) =>
    shade(value / (parts.scale || 1), palette, i < circles ? paper : LINE),
  );
}
