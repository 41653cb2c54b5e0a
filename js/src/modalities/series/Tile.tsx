// A series in a gallery: its first lines over their colours, small.

import type { TileProps } from "../../view/kind";
import { edgesOf } from "./columns";
import { Line } from "./Lines";
import { largest, type SeriesScene } from "./scene";

const COLUMNS = 96;
const ROWS = 3;

export function Tile({ scene, index }: TileProps<SeriesScene>) {
  const { figure } = scene;
  const edges = edgesOf(figure.length, COLUMNS);
  const sums = scene.columns(figure.values, edges);
  const lines = scene.lines(1, edges).slice(0, ROWS);
  return (
    <span class="small-lines" data-testid={`thumb-${index}`}>
      {lines.map((line, c) => (
        <Line key={c} sums={sums[c]} full={largest(sums)} lines={["", line]} />
      ))}
    </span>
  );
}
