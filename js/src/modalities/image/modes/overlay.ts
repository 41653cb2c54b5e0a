// The attribution as colour over the dimmed image.

import { OPENING } from "../../../generated/limits";
import { USUAL } from "../../../generated/modes";
import { PALETTES } from "../../../generated/palettes";
import { type Layer, overlay, type Pixels } from "../../../view/paint/pictures";
import { colours } from "../../../view/sentences";
import type { Layered } from "../grained";
import type { ImageScene } from "../scene";
import type { ImageState } from "../slice";
import { layers } from "./layers";
import { type Mode, OF_MASS } from "./mode";

const DIMMED = (1 - OPENING.imageStrength) / OPENING.strength;

/** How strongly the image shines through at a given strength of colour (0.5 gives 0.7). */
export const imageStrength = (strength: number): number => 1 - DIMMED * strength;

/** The small sum shows the attribution first and only a shade of the image. */
const SUM_IMAGE_STRENGTH = 0.3;

const { opens, ...usual } = USUAL.overlay;

export const OVERLAY: Mode = {
  id: "overlay",
  label: "Overlay",
  tip: "The attribution as colour over the dimmed image",
  clip: { ...OF_MASS, opens },
  ...usual,
  swatches: true,
  mixes: true,
  legend({ palette, polarity }, mixed) {
    const text = colours(palette, polarity);
    return mixed ? text.replace(/\.$/, `, ${PALETTES[palette].bothName} does both.`) : text;
  },
  draw(scene, view, stage) {
    const drawn = layersOf(scene.at(view), view, stage, view.clip.overlay);
    return overImage(scene, drawn, view.strength.overlay);
  },
};

/** What is drawn of a stage, as a layer of colour for each sign that is asked for. */
export const layersOf = (
  layered: Layered,
  view: ImageState,
  stage: number,
  above: number,
  below?: number,
): Layer[] => {
  const maps = layered.drawn(view.certain, stage);
  return layers(view, { maps, scaling: layered.scaling(stage), above, below });
};

/** Layers of colour over an image that is the dimmer the stronger they are. */
export const overImage = (scene: ImageScene, drawn: Layer[], strength: number): Pixels =>
  overlay(scene.figure.image, drawn, strength, imageStrength(strength));

/** Both signs of the attribution gathered up to a stage, on the scale of the final one. */
export function sumAt(scene: ImageScene, view: ImageState, stage: number): Pixels {
  const { palette } = view;
  const layered = scene.at(view);
  const drawn = layers(
    { polarity: "both", palette },
    {
      maps: layered.maps(stage),
      scaling: layered.scaling(stage),
      above: view.clip.overlay,
    },
  );
  return overlay(scene.figure.image, drawn, 1, SUM_IMAGE_STRENGTH);
}
