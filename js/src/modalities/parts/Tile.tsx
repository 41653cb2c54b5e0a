// Several inputs in a gallery: the sum of each as a small bar.

import { Track } from "../../view/Bars";
import type { TileProps } from "../../view/kind";
import { type PartsScene, reachOf } from "./View";

const ROWS = 5;

export function Tile(props: TileProps<PartsScene>) {
  const { parts } = props.scene.figure;
  const reach = reachOf(parts);
  return (
    <span class="small-bars" data-testid={`thumb-${props.index}`}>
      {parts.slice(0, ROWS).map(({ name, value }, at) => (
        <span key={at} class={value < 0 ? "down" : "up"}>
          <bdi class="clip">{name}</bdi>
          <Track value={value} end={null} reach={reach} />
        </span>
      ))}
    </span>
  );
}
