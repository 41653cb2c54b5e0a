// A graph in a gallery, in its final colours.

import type { TileProps } from "../../view/kind";
import { useMade } from "../../view/tracked";
import { shades } from "./drawing";
import { Shapes, viewBox } from "./Shapes";
import type { GraphScene } from "./scene";

export function Tile(props: TileProps<GraphScene>) {
  const { scene, palette, paper } = props;
  const colours = useMade(shades, scene, scene.parts.final, palette, paper);
  return (
    <svg
      class="small-graph"
      viewBox={viewBox(scene)}
      data-testid={`thumb-${props.index}`}
      aria-hidden="true"
    >
      <Shapes scene={scene} shades={colours} />
    </svg>
  );
}
