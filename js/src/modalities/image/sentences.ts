// The words under a picture: what its colours mean, and why there are none.

import { PALETTES } from "../../generated/palettes";
import type { Sentence } from "../../generated/schema";
import { percent } from "../../view/format";
import { absence, capital, NOT_YET, meaning as ofColours, uncertain } from "../../view/sentences";
import type { Polarity } from "../../view/signs";
import { type Grained, pixels, surroundings } from "./grained";
import { layeredOf, modeOf } from "./modes";
import type { ImageScene } from "./scene";
import type { ImageState } from "./slice";

/** What attributions belong to. */
export const PARTS = "pixels";
/** What a reader is asked to move. */
export const MOVED = "this";

/** One sentence on what the picture shows, or on why it shows nothing. */
export function legend(view: ImageState, scene: ImageScene): string {
  const mode = modeOf(view);
  if (!mode.clip) return mode.legend(view, false);
  const nothing = nothingOf(view, scene);
  if (nothing) return nothing;
  const text = mode.legend(view, mixes(view, scene));
  const grained = mode.layered ? null : scene.grained(view.grain ?? scene.figure.grain);
  return grained ? text.replace(/\.$/, `${overWhat(grained, polarityOf(view))}.`) : text;
}

/** Why a picture shows nothing of the finished attribution; empty where it shows something. */
function nothingOf(view: ImageState, scene: ImageScene): string {
  const { grain, signs } = layeredOf(scene, view);
  const polarity = polarityOf(view);
  const nothing = absence(polarity, scene.signs);
  const summed = absence(polarity, signs);
  if (nothing || !summed || grain === 1) return nothing || summed;
  const all = !signs.positive && !signs.negative;
  const text = all ? "everything cancels." : summed[0].toLowerCase() + summed.slice(1);
  return `Added up over ${pixels(grain)}, ${text}`;
}

/** The end of a sentence: over what attribution is added up, and why not pixel by pixel. */
function overWhat(grained: Grained, polarity: Polarity): string {
  const finer = grained.finer(polarity);
  const why = told(finer) ? `; pixel by pixel, ${share(finer)} would cancel` : "";
  return `, added up over ${pixels(grained.grain)}${why}`;
}

const told = (one: number) => one >= 0.005;
const share = (one: number) => percent(Math.round(100 * one) / 100);

/** How much of what would be painted wider neighbourhoods take back; null where that is nothing. */
export function cancels(view: ImageState, scene: ImageScene): Sentence | null {
  if (!modeOf(view).clip) return null;
  const layered = layeredOf(scene, view);
  const one = layered.cancels(polarityOf(view));
  if (!told(one)) return null;
  const around = surroundings(layered.grain, scene.figure.grain);
  const where = `lies where the ${pixels(around)} around add up to the other sign`;
  const out = layered.grain === 1 ? "" : ", and is left out";
  return {
    text: `${share(one)} cancels`,
    tip: `Of the area that the attribution paints, ${share(one)} ${where}${out}`,
  };
}

/** A mode that does not tell signs apart shows both. */
const polarityOf = (view: ImageState): Polarity => (modeOf(view).signed ? view.polarity : "both");

/** Whether the colours of both signs lie on one another somewhere. */
export function mixes(view: ImageState, scene: ImageScene): boolean {
  return modeOf(view).mixes && view.polarity === "both" && layeredOf(scene, view).signsMeet;
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
  const layered = layeredOf(scene, view);
  const nothing = absence("both", scene.signs);
  if (nothing) return nothing;
  const polarity = polarityOf(view);
  if (!absence(polarity, layered.drawn(view.certain, stage).signs)) return "";
  if (!scene.steps.isFinal(stage)) return NOT_YET;
  return nothingOf(view, scene) || uncertain("pixel");
}
