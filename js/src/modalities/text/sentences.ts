// The words about a text.

import * as shared from "../../view/silence";
import type { TextScene } from "./scene";
import type { TextState } from "./slice";

/** What a reader is asked to move. */
export const MOVED = "a word";

/** What one unit is called. */
export const nounOf = ({ words }: Pick<TextState, "words">): string => (words ? "word" : "token");

type Look = Pick<TextState, "palette" | "polarity" | "words" | "certain">;

/** What the colours of a text mean, or why there are none. */
export const legend = (view: Look, scene: TextScene): string =>
  shared.legend(view, scene.units(view.words));

/** Words where a text itself would be silent; empty where it shows something. */
export const silence = (view: Look, scene: TextScene, stage: number): string =>
  shared.silence(view, scene.units(view.words), scene.steps, stage, nounOf(view));
