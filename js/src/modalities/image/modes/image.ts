// The image alone.

import { USUAL } from "../../../generated/modes";
import { plain } from "../../../view/paint/pictures";
import type { Mode } from "./mode";

export const IMAGE: Mode = {
  id: "image",
  label: "Image",
  tip: "What the model saw",
  clip: null,
  strength: USUAL.image.strength,
  signed: USUAL.image.signed,
  swatches: false,
  mixes: false,
  legend: () => "What the model saw.",
  draw: (scene) => plain(scene.figure.image),
};
