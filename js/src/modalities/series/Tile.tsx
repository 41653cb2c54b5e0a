// A series in a gallery, small: its first lines over their colours, or its strip.

import { PALETTES } from "../../generated/palettes";
import { Canvas } from "../../view/Canvas";
import type { TileProps } from "../../view/kind";
import { edgesOf } from "./columns";
import { Line } from "./Lines";
import { isStrip, largest, type SeriesScene } from "./scene";
import { stripOf } from "./strip";

const COLUMNS = 96;
const ROWS = 3;

export function Tile({ scene, index, palette, paper }: TileProps<SeriesScene>) {
  const { figure } = scene;
  const edges = edgesOf(figure.length, COLUMNS);
  const sums = scene.columns(figure.values, edges);
  if (isStrip(figure)) {
    const columns = { sums, shades: scene.shades(1, edges), full: largest(sums) };
    return (
      <span class="small-lines">
        <Canvas
          id={`thumb-${index}`}
          label=""
          pixels={stripOf(scene, columns, PALETTES[palette], paper)}
          width={sums[0].length}
          height={sums.length}
        />
      </span>
    );
  }
  const lines = scene.lines(1, edges).slice(0, ROWS);
  return (
    <span class="small-lines" data-testid={`thumb-${index}`}>
      {lines.map((line, c) => (
        <Line key={c} sums={sums[c]} full={largest(sums)} lines={["", line]} />
      ))}
    </span>
  );
}
