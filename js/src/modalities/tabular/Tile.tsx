// A row in a gallery: its strongest features as small bars.

import { Track } from "../../view/Bars";
import type { TileProps } from "../../view/kind";
import type { RowScene } from "./scene";

const ROWS = 5;

export function Tile(props: TileProps<RowScene>) {
  const { features, bySize } = props.scene;
  const reach = features.reach(true);
  return (
    <span class="small-bars" data-testid={`thumb-${props.index}`}>
      {bySize.slice(0, ROWS).map((at) => (
        <span key={at} class={features.final[at] < 0 ? "down" : "up"}>
          <bdi class="clip">{features.list[at].name}</bdi>
          <Track value={features.final[at]} end={null} reach={reach} />
        </span>
      ))}
    </span>
  );
}
