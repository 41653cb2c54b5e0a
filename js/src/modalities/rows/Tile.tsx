// Many rows in a gallery: the features with the largest mean size.

import { Track } from "../../view/Bars";
import type { TileProps } from "../../view/kind";
import type { RowsScene } from "./scene";

const ROWS = 5;

export function Tile(props: TileProps<RowsScene>) {
  const lanes = props.scene.lanes.slice(0, ROWS);
  const reach = { low: 0, high: lanes[0].size };
  return (
    <span class="small-bars" data-testid={`thumb-${props.index}`}>
      {lanes.map(({ name, size, mean }, at) => (
        <span key={at} class={mean < 0 ? "down" : "up"}>
          <bdi class="clip">{name}</bdi>
          <Track value={size} end={null} reach={reach} />
        </span>
      ))}
    </span>
  );
}
