// An image in a gallery: what the explorer opens with, so that two classes of one photo look different.

import type { TileProps } from "../../view/kind";
import { OPENING } from "../../view/state";
import { useMade } from "../../view/tracked";
import { Canvas } from "./Canvas";
import { fresh, picture } from "./modes";
import type { Pixels } from "./paint/pictures";
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
