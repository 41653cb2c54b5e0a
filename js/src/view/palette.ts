// Colours that carry meaning, the same numbers as in igviz/stills/paint/palettes.py. Each sign also has a
// mark (+ or −) wherever it is named, so that no colour has to be told apart.

export type Rgb = readonly [number, number, number];

export interface Palette {
  label: string;
  /** Names used in sentences. */
  positiveName: string;
  negativeName: string;
  /** What both channels give where they meet. */
  bothName: string;
  /** Channels added to the image by the overlay and by outlines. */
  positive: Rgb;
  negative: Rgb;
  /** Stops of the heat map from zero outwards, at equal distances. */
  heatPositive: readonly Rgb[];
  heatNegative: readonly Rgb[];
  /** Ends and middle of the scale behind tokens. */
  tokenPositive: Rgb;
  tokenNegative: Rgb;
  tokenNeutral: Rgb;
}

const NEUTRAL: Rgb = [246, 246, 244];
const GREY: Rgb = [128, 128, 128];

export const PALETTES = {
  "green-red": {
    label: "Green and red",
    positiveName: "green",
    negativeName: "red",
    bothName: "yellow",
    positive: [0, 255, 0],
    negative: [255, 0, 0],
    heatPositive: [NEUTRAL, [97, 184, 106], [0, 82, 38]],
    heatNegative: [NEUTRAL, [236, 112, 88], [126, 0, 24]],
    tokenPositive: [0, 255, 0],
    tokenNegative: [255, 0, 0],
    tokenNeutral: GREY,
  },
  "blue-orange": {
    label: "Blue and orange",
    positiveName: "blue",
    negativeName: "orange",
    bothName: "white",
    positive: [40, 130, 255],
    negative: [255, 150, 0],
    heatPositive: [NEUTRAL, [92, 160, 222], [6, 56, 128]],
    heatNegative: [NEUTRAL, [244, 158, 66], [134, 56, 0]],
    tokenPositive: [40, 130, 255],
    tokenNegative: [255, 150, 0],
    tokenNeutral: GREY,
  },
} as const satisfies Record<string, Palette>;

export type PaletteName = keyof typeof PALETTES;

export function css(colour: Rgb): string {
  return `rgb(${colour.join(" ")})`;
}
