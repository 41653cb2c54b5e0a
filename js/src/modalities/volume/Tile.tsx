// A volume in a gallery: the slice that the explorer opens with.

import { Canvas } from "../../view/Canvas";
import type { TileProps } from "../../view/kind";
import { OPENING } from "../../view/state";
import { useMade } from "../../view/tracked";
import { drawingOf } from "./drawing";
import type { VolumeScene } from "./scene";
import { fresh } from "./slice";

export function Tile(props: TileProps<VolumeScene>) {
  const { scene, index, palette } = props;
  const pixels = useMade(firstLook, scene, palette);
  const [, height, width] = scene.figure.shape;
  return <Canvas id={`thumb-${index}`} label="" {...{ pixels, width, height }} />;
}

const firstLook = (scene: VolumeScene, palette: TileProps["palette"]) =>
  drawingOf(scene, { ...OPENING, ...fresh(), palette }).plane.value.pixels;
