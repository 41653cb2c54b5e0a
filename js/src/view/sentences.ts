// Words that several kinds of input have in common: what colours mean, and what is spoken.

import { NO_ATTRIBUTION } from "../generated/limits";
import { PALETTES, type PaletteName } from "../generated/palettes";
import type { Facts } from "../wire/facts";
import { scoreIn } from "./format";
import type { Status } from "./host";
import type { Polarity, Signs } from "./signs";
import { errorOf } from "./trust";

export const NOT_YET = "Nothing summed up yet: the path begins here.";

export const capital = (text: string): string => text[0].toUpperCase() + text.slice(1);

/** What the colours of a polarity mean where both signs stand apart. */
export function colours(palette: PaletteName, polarity: Polarity): string {
  const { positiveName: up, negativeName: down } = PALETTES[palette];
  if (polarity === "both") return `${capital(up)} raises the score, ${down} lowers it.`;
  return `${capital(polarity === "positive" ? up : down)} ${does(polarity)} the score.`;
}

const does = (polarity: Polarity): string => (polarity === "positive" ? "raises" : "lowers");

/** Why a polarity shows nothing, whatever the moment; empty where it shows something. */
export function absence(polarity: Polarity, has: Signs): string {
  if (!has.positive && !has.negative) return NO_ATTRIBUTION;
  return polarity === "both" || has[polarity] ? "" : `Nothing here ${does(polarity)} the score.`;
}

/** The same at length, for whoever hovers or asks; `what` is the part of the input that is moved. */
export function meaning(palette: PaletteName, what: string): string {
  const { positiveName: up, negativeName: down } = PALETTES[palette];
  return (
    `${capital(up)}: moving ${what} further from the baseline raises the score. ` +
    `${capital(down)}: moving it back toward the baseline would raise the score.`
  );
}

/** That all is hidden which does not exceed its error; `part` is a pixel or a word. */
export const uncertain = (part: string): string =>
  `Nothing here is certain: no ${part} exceeds twice its standard error.`;

/** What a screen reader says when a picture has become another or better. */
export function announcement(figure: Facts, status: Status): string {
  const computing = status.state === "computing";
  const { text } = errorOf(figure, status);
  const what = `${figure.target.label}, ${figure.output} ${scoreIn(figure, figure.score)}`;
  return `${computing ? "Computing. " : ""}${what}: ${text}.`;
}
