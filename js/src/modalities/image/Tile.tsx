// An image in a gallery: what the explorer opens with, so that two classes of one photo look different.

import { Canvas } from "../../view/Canvas";
import type { TileProps } from "../../view/kind";
import type { Pixels } from "../../view/paint/pictures";
import { OPENING } from "../../view/state";
import { useMade } from "../../view/tracked";
import { fresh, picture } from "./modes";
import type { ImageScene } from "./scene";

export function Tile(props: TileProps<ImageScene>) {
  const { scene, index } = props;
  const pixels = useMade(firstLook, scene);
  const { width, height } = scene.figure;
  return <Canvas id={`thumb-${index}`} label="" {...{ pixels, width, height }} />;
}

function firstLook(scene: ImageScene): Pixels {
  const view = { ...OPENING, ...fresh() };
  return picture(scene, view, scene.steps.stage(view.alpha));
}
