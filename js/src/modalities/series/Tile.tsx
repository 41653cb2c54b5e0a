// A series in a gallery: its first lines over their colours, small.

import type { TileProps } from "../../view/kind";
import { edgesOf, line } from "./columns";
import { Line } from "./Lines";
import type { SeriesScene } from "./scene";

const COLUMNS = 96;
const ROWS = 3;

export function Tile({ scene, index }: TileProps<SeriesScene>) {
  const { figure, ways, reaches } = scene;
  const edges = edgesOf(figure.length, COLUMNS);
  const sums = scene.columns(figure.values, edges);
  const full = Math.max(...sums.flatMap((list) => [...list.map(Math.abs)]));
  return (
    <span class="small-lines" data-testid={`thumb-${index}`}>
      {ways.slice(0, ROWS).map((way, c) => (
        <Line key={c} sums={sums[c]} full={full} lines={["", line(way, 1, edges, reaches[c])]} />
      ))}
    </span>
  );
}
