// A row in a gallery: its strongest features as small bars.

import type { TileProps } from "../../view/kind";
import { SmallBars } from "../../view/SmallBars";
import type { RowScene } from "./scene";

export function Tile({ scene, index }: TileProps<RowScene>) {
  const { features, bySize } = scene;
  const bars = bySize.map((at) => ({ name: features.list[at].name, value: features.final[at] }));
  return <SmallBars index={index} bars={bars} reach={features.reach(true)} />;
}
