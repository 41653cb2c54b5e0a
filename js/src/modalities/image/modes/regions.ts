// The attribution added up over regions, as colour over the dimmed image.

import { USUAL } from "../../../generated/modes";
import type { Pixels } from "../../../view/paint/pictures";
import { colours } from "../../../view/sentences";
import { clamp } from "../../../view/walk";
import type { Regioned } from "../regions";
import type { ImageScene } from "../scene";
import type { ImageState } from "../slice";
import { type Mode, OF_MASS } from "./mode";
import { layersOf, overImage } from "./overlay";

/** What is left of a picture's light where regions meet. */
const BORDER = 0.65;

const { opens, ...usual } = USUAL.regions;

export const REGIONS: Mode = {
  id: "regions",
  label: "Regions",
  tip: "The attribution added up over regions of about one colour, or over those that were given",
  clip: { ...OF_MASS, opens },
  ...usual,
  swatches: true,
  mixes: false,
  layered: (scene) => scene.regions,
  legend: ({ palette, polarity }) =>
    colours(palette, polarity).replace(/\.$/, ": the sum of each region, by its area."),
  draw(scene, view, stage) {
    const drawn = layersOf(scene.regions, view, stage, view.clip.regions);
    const pixels = overImage(scene, drawn, view.strength.regions);
    return bordered(pixels, scene.regions, picked(scene, view));
  },
};

/** The region that is pointed at, in the list or on the picture, or else the chosen one. */
function picked(scene: ImageScene, { hoveredRegion, pixel, region }: ImageState): number | null {
  const { width, height } = scene.figure;
  const at = pixel && clamp(pixel.y, height) * width + clamp(pixel.x, width);
  return hoveredRegion ?? (at === null ? region : scene.regions.at(at));
}

/** Dark lines between regions, and a bright one around the one that is picked. */
function bordered(pixels: Pixels, regions: Regioned, picked: number | null): Pixels {
  for (const i of regions.borders) {
    for (let c = 4 * i; c < 4 * i + 3; c++) pixels[c] = BORDER * pixels[c];
  }
  if (picked !== null) {
    for (const i of regions.rim(picked)) pixels.fill(255, 4 * i, 4 * i + 3);
  }
  return pixels;
}
