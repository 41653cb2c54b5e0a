// The image, dimmed where the attribution is small.

import { USUAL } from "../../../generated/modes";
import { window } from "../../../view/paint/pictures";
import { type Mode, NEAR_TOP } from "./mode";

const { opens, ...usual } = USUAL.window;

export const WINDOW: Mode = {
  id: "window",
  label: "Window",
  tip: "The image, dimmed where the attribution is small",
  clip: {
    ...NEAR_TOP,
    opens,
    tip: "Percentile of pixels shown at full brightness: lower shows fainter attribution",
  },
  ...usual,
  swatches: false,
  mixes: false,
  legend: () => "Bright pixels matter for the score, dark ones do not.",
  draw(scene, view, stage) {
    const layered = scene.at(view);
    const scale = layered.scaling(stage).absoluteRanking.percentile(view.clip.window);
    const { absolute } = layered.drawn(view.certain, stage);
    return window(absolute, scene.figure.image, scale, view.strength.window);
  },
};
