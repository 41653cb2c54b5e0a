// One text made ready to draw: what every token and every word is worth at every moment of the path.

import { StepSums } from "../../view/paint/sums";
import type { TextFigure } from "./types";
import { hasPieces, Units } from "./units";

export class TextScene {
  readonly figure: TextFigure;
  readonly steps: StepSums;
  /** Whether some word has several tokens. */
  readonly pieces: boolean;
  readonly #units: Units[] = [];

  constructor(figure: TextFigure) {
    this.figure = figure;
    this.steps = new StepSums(figure.steps, figure.tokens.length);
    this.pieces = hasPieces(figure.tokens);
  }

  units(words: boolean): Units {
    const merged = words && this.pieces;
    const key = Number(merged);
    this.#units[key] ??= new Units(this.figure, this.steps, merged);
    return this.#units[key];
  }
}

/** The largest of several texts' scales, on which all of them can be compared. */
export function sharedScale(scenes: readonly TextScene[]): number {
  return Math.max(0, ...scenes.map((scene) => scene.units(true).scale));
}
