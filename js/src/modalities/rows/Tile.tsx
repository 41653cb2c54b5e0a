// Many rows in a gallery: the features with the largest mean size.

import type { TileProps } from "../../view/kind";
import { SmallBars } from "../../view/SmallBars";
import type { RowsScene } from "./scene";

export function Tile({ scene: { lanes }, index }: TileProps<RowsScene>) {
  const bars = lanes.map(({ name, size, mean }) => ({ name, value: size, sign: mean }));
  return <SmallBars index={index} bars={bars} reach={{ low: 0, high: lanes[0].size }} />;
}
