// An array in a gallery: the plane that the explorer opens with, or all values in a row.

import { Canvas } from "../../view/Canvas";
import type { TileProps } from "../../view/kind";
import { OPENING } from "../../view/state";
import { useMade } from "../../view/tracked";
import { drawingOf } from "./drawing";
import type { ArrayScene } from "./scene";
import { fresh } from "./slice";

export function Tile(props: TileProps<ArrayScene>) {
  const { scene, index, palette } = props;
  const { grid, longest } = scene;
  const pixels = useMade(firstLook, scene, palette);
  const [height, width] = longest ? longest.map((axis) => grid.shape[axis]) : [1, grid.size];
  return <Canvas id={`thumb-${index}`} label="" class="plane" {...{ pixels, width, height }} />;
}

function firstLook(scene: ArrayScene, palette: TileProps["palette"]) {
  const view = { ...OPENING, ...fresh(), palette };
  return drawingOf(scene, view).plane.value?.pixels ?? scene.draw(scene.figure.values, view);
}
