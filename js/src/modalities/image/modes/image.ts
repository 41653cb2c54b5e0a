// The image alone.

import { plain } from "../paint/pictures";
import type { Mode } from "./mode";

export const IMAGE: Mode = {
  id: "image",
  label: "Image",
  tip: "What the model saw",
  clip: null,
  strength: 1,
  signed: false,
  swatches: false,
  mixes: false,
  legend: () => "What the model saw.",
  draw: (scene) => plain(scene.figure.image),
};
