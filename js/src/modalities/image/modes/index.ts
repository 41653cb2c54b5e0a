// The ways of drawing the attribution over an image, in the order of their buttons.

import type { Pixels } from "../../../view/paint/pictures";
import type { Layered } from "../grained";
import type { ImageScene } from "../scene";
import { FORGOTTEN, type ImageSlice, type ImageState } from "../slice";
import { HEAT } from "./heat";
import { IMAGE } from "./image";
import { type Mode, NO_CLIP } from "./mode";
import { OUTLINE } from "./outline";
import { OVERLAY } from "./overlay";
import { REGIONS } from "./regions";
import { WINDOW } from "./window";

export const MODES: readonly Mode[] = [WINDOW, OVERLAY, REGIONS, HEAT, OUTLINE, IMAGE];

export const modeOf = ({ mode }: Pick<ImageSlice, "mode">): Mode =>
  MODES.find(({ id }) => id === mode) ?? OVERLAY;

/** What is drawn of an image: at the chosen grain, or as the mode has it. */
export const layeredOf = (scene: ImageScene, view: ImageState): Layered =>
  modeOf(view).layered?.(scene) ?? scene.at(view);

/** The chosen picture of the attribution gathered up to a stage. */
export const picture = (scene: ImageScene, view: ImageState, stage: number): Pixels =>
  modeOf(view).draw(scene, view, stage);

const forEach = <T>(value: (mode: Mode) => T): Record<string, T> =>
  Object.fromEntries(MODES.map((mode) => [mode.id, value(mode)]));

/** Pictures open as the overlay of what raises the score. */
export const fresh = (): ImageSlice => ({
  mode: OVERLAY.id,
  polarity: "positive",
  grain: null,
  clip: forEach(({ clip }) => (clip ?? NO_CLIP).opens),
  strength: forEach(({ strength }) => strength),
  pin: null,
  sharedScale: false,
  ...FORGOTTEN,
});
