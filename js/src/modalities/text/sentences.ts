// The words about a text: what its colours mean, and why there are none.

import { absence, colours, NOT_YET, uncertain } from "../../view/sentences";
import type { TextScene } from "./scene";
import type { TextState } from "./slice";

/** What a reader is asked to move. */
export const MOVED = "a word";

/** What one unit is called. */
export const nounOf = ({ words }: Pick<TextState, "words">): string => (words ? "word" : "token");

type Look = Pick<TextState, "palette" | "polarity" | "words" | "certain">;

/** What the colours of a text mean, or why there are none. */
export function legend({ palette, polarity, words }: Look, scene: TextScene): string {
  return absence(polarity, scene.units(words).signs) || colours(palette, polarity);
}

/** Words where a text itself would be silent; empty where it shows something. */
export function silence(view: Look, scene: TextScene, stage: number): string {
  const units = scene.units(view.words);
  if (units.drawn(view, stage).some((value) => value !== 0)) return "";
  const nothing = absence("both", units.signs);
  if (nothing) return nothing;
  if (!scene.steps.isFinal(stage)) return stage === 0 ? NOT_YET : "";
  const absent = absence(view.polarity, units.signs);
  if (absent || !view.certain) return legend(view, scene);
  return uncertain(nounOf(view));
}
