// What is drawn of a text, each part made anew only when something it is made from has changed.

import { computed, type ReadonlySignal } from "@preact/signals-core";
import { PALETTES, type PaletteName, type Rgb } from "../../generated/palettes";
import type { Page } from "../../view/kind";
import { type Tone, tone } from "../../view/paint/tones";
import type { Shown, Strong } from "../../view/spans";
import type { TextScene } from "./scene";
import type { TextState } from "./slice";
import type { Units } from "./units";

/** Rows in the list of the strongest. */
export const MOST = 8;

export interface Drawing {
  stage: ReadonlySignal<number>;
  units: ReadonlySignal<Units>;
  /** The value in the end colours: the pinned one, else the largest of the finished attribution. */
  scale: ReadonlySignal<number>;
  tones: ReadonlySignal<(Tone | null)[]>;
  strongest: ReadonlySignal<Strong[]>;
}

export function drawingOf(scene: TextScene, view: TextState, page: Page): Drawing {
  const stage = computed(() => scene.steps.stage(view.alpha));
  const units = computed(() => scene.units(view.words));
  const scale = computed(() => view.pin ?? units.value.scale);
  const tones = computed(() =>
    tonesOf(units.value, view, stage.value, scale.value, view.palette, page.paper),
  );
  const strongest = computed(() => units.value.strongest(view, stage.value, MOST));
  return { stage, units, scale, tones, strongest };
}

/** How the colours of a moment lie on the page, unit by unit. */
export function tonesOf(
  units: Units,
  shown: Shown,
  stage: number,
  scale: number,
  palette: PaletteName,
  paper: Rgb,
): (Tone | null)[] {
  const colours = PALETTES[palette];
  const drawn = units.drawn(shown, stage);
  return Array.from(drawn, (value) => (scale > 0 ? tone(value / scale, colours, paper) : null));
}
