// Several inputs in a gallery: the sum of each as a small bar.

import type { TileProps } from "../../view/kind";
import { SmallBars } from "../../view/SmallBars";
import { type PartsScene, reachOf } from "./View";

export function Tile({ scene, index }: TileProps<PartsScene>) {
  const { parts } = scene.figure;
  return <SmallBars index={index} bars={parts} reach={reachOf(parts)} />;
}
