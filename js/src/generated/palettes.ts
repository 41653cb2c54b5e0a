// Written by scripts/generate.py from igviz/stills/paint/palettes.py: change it there.

export type Rgb = readonly [number, number, number];

export interface Palette {
  label: string;
  positive: Rgb;
  negative: Rgb;
  heatPositive: readonly Rgb[];
  heatNegative: readonly Rgb[];
  tokenPositive: Rgb;
  tokenNegative: Rgb;
  tokenNeutral: Rgb;
  positiveName: string;
  negativeName: string;
  bothName: string;
}

export const PALETTES = {
  "green-red": {
    label: "Green and red",
    positive: [0, 255, 0],
    negative: [255, 0, 0],
    heatPositive: [
      [246, 246, 244],
      [97, 184, 106],
      [0, 82, 38],
    ],
    heatNegative: [
      [246, 246, 244],
      [236, 112, 88],
      [126, 0, 24],
    ],
    tokenPositive: [0, 255, 0],
    tokenNegative: [255, 0, 0],
    tokenNeutral: [128, 128, 128],
    positiveName: "green",
    negativeName: "red",
    bothName: "yellow",
  },
  "blue-orange": {
    label: "Blue and orange",
    positive: [40, 130, 255],
    negative: [255, 150, 0],
    heatPositive: [
      [246, 246, 244],
      [92, 160, 222],
      [6, 56, 128],
    ],
    heatNegative: [
      [246, 246, 244],
      [244, 158, 66],
      [134, 56, 0],
    ],
    tokenPositive: [40, 130, 255],
    tokenNegative: [255, 150, 0],
    tokenNeutral: [128, 128, 128],
    positiveName: "blue",
    negativeName: "orange",
    bothName: "white",
  },
} as const satisfies Record<string, Palette>;

export type PaletteName = keyof typeof PALETTES;
