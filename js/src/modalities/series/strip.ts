// Many channels as a strip of time by channel: what they are, in shades, under the colours of what
// they add to the score. igviz/modalities/series/plot.py draws the same.

import { COVER, SHADE } from "../../generated/limits";
import type { Palette, Rgb } from "../../generated/palettes";
import type { Pixels } from "../../view/paint/pictures";
import { mixed, textColour } from "../../view/paint/tones";
import type { SeriesScene } from "./scene";

/** One pixel for each column of each channel. */
export function stripOf(
  scene: SeriesScene,
  columns: { sums: Float32Array[]; shades: Float32Array[]; full: number },
  { heatPositive, heatNegative }: Palette,
  paper: Rgb,
): Pixels {
  const { sums, shades, full } = columns;
  const [width, height] = [sums[0].length, sums.length];
  const pixels = new Uint8ClampedArray(4 * width * height);
  const ink = textColour(paper);
  sums.forEach((list, c) => {
    const row = width * scene.turned(c);
    list.forEach((sum, k) => {
      const shade = mixed(paper, ink, SHADE * shades[c][k]);
      const end = (sum > 0 ? heatPositive : heatNegative)[1];
      const colour = mixed(shade, end, (COVER * Math.abs(sum)) / (full || 1));
      pixels.set([...colour, 255], 4 * (row + k));
    });
  });
  return pixels;
}
