// The words under a picture: what its colours mean, and why there are none.

import { PALETTES } from "../../generated/palettes";
import { absence, capital, NOT_YET, meaning as ofColours, uncertain } from "../../view/sentences";
import type { Polarity } from "../../view/signs";
import { modeOf } from "./modes";
import type { ImageScene } from "./scene";
import type { ImageState } from "./slice";

/** What attributions belong to. */
export const PARTS = "pixels";
/** What a reader is asked to move. */
export const MOVED = "this";

/** One sentence on what the picture shows, or on why it shows nothing. */
export function legend(view: ImageState, scene: ImageScene): string {
  const mode = modeOf(view);
  const nothing = mode.clip ? absence(polarityOf(view), scene.signs) : "";
  return nothing || mode.legend(view, mixes(view, scene));
}

/** A mode that does not tell signs apart shows both. */
const polarityOf = (view: ImageState): Polarity => (modeOf(view).signed ? view.polarity : "both");

/** Whether the colours of both signs lie on one another somewhere. */
export function mixes(view: ImageState, scene: ImageScene): boolean {
  return modeOf(view).mixes && view.polarity === "both" && scene.signsMeet;
}

/** The same at length, for whoever hovers. */
export function meaning(view: ImageState, scene: ImageScene): string {
  const text = ofColours(view.palette, MOVED);
  if (!mixes(view, scene)) return text;
  const both = capital(PALETTES[view.palette].bothName);
  return `${text} ${both}: one channel of the pixel raises the score, another lowers it.`;
}

/** Words where the picture itself would be silent; empty where it shows something. */
export function silence(view: ImageState, scene: ImageScene, stage: number): string {
  if (!modeOf(view).clip) return "";
  const nothing = absence("both", scene.signs);
  if (nothing) return nothing;
  const polarity = polarityOf(view);
  if (!absence(polarity, scene.drawn(view.certain, stage).signs)) return "";
  if (!scene.steps.isFinal(stage)) return NOT_YET;
  return absence(polarity, scene.signs) || uncertain("pixel");
}
