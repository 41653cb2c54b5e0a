// Borders of the regions that hold most of the attribution.

import { USUAL } from "../../../generated/modes";
import { PALETTES } from "../../../generated/palettes";
import { capital } from "../../../view/sentences";
import { outline } from "../paint/outline";
import type { Mode } from "./mode";
import { layersOf, overImage } from "./overlay";

/** Of the mass, in percent: what an outlined region takes as full strength. */
const CLIP_ABOVE = 95;

const { opens, ...usual } = USUAL.outline;

export const OUTLINE: Mode = {
  id: "outline",
  label: "Outline",
  tip: "Borders of the regions that hold most of the attribution",
  clip: {
    opens,
    min: 0,
    max: 95,
    step: 1,
    tip: "Percentile of attribution mass a region starts at: lower takes in fainter attribution",
  },
  ...usual,
  swatches: true,
  mixes: false,
  legend({ palette, polarity }) {
    const { positiveName: up, negativeName: down } = PALETTES[palette];
    if (polarity === "positive") return `${capital(up)} outlines what raises the score.`;
    if (polarity === "negative") return `${capital(down)} outlines what lowers the score.`;
    return `${capital(up)} outlines what raises the score, ${down} what lowers it.`;
  },
  draw(scene, view, stage) {
    const { width, height } = scene.figure;
    const drawn = layersOf(scene.at(view), view, stage, CLIP_ABOVE, view.clip.outline);
    const borders = drawn.map((layer) => ({
      ...layer,
      strength: outline(layer.strength, width, height, { clean: true }),
    }));
    return overImage(scene, borders, view.strength.outline);
  },
};
