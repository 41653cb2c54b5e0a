// Colours that carry meaning are written for CSS. Each sign also has a mark (+ or −) wherever it is
// named, so that no colour has to be told apart.

import type { Rgb } from "../generated/palettes";

export function css(colour: Rgb): string {
  return `rgb(${colour.join(" ")})`;
}
