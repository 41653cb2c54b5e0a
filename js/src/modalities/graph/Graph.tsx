// The graph itself: in colour, pointed at and walked through.

import type { Page } from "../../view/kind";
import { useMade } from "../../view/tracked";
import { type Drawing, shades } from "./drawing";
import { moved, partAt } from "./pick";
import { Shapes, viewBox } from "./Shapes";
import type { GraphScene } from "./scene";
import type { GraphState } from "./slice";

/** Pixels off a part at which it is still meant. */
const REACH = 9;
const HIGHEST = 460;

export function Graph(props: {
  scene: GraphScene;
  view: GraphState;
  page: Page;
  drawing: Drawing;
  label: string;
}) {
  const { scene, view, page } = props;
  const colours = useMade(shades, scene, props.drawing.drawn.value, view.palette, page.paper);
  const { box, noun } = scene.figure;
  return (
    <svg
      class="drawing"
      viewBox={viewBox(scene)}
      style={{ "max-width": `${(HIGHEST * box[0]) / box[1]}px` }}
      role="img"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: one stop for the keyboard, as a picture is
      tabIndex={0}
      data-testid="graph"
      data-lm-suppress-shortcuts="true"
      aria-label={`${props.label}. Arrow keys read out single ${noun}s.`}
      {...handlers(scene, view)}
    >
      <Shapes scene={scene} shades={colours} />
      <Mark {...{ scene, part: view.hover, name: "hovered" }} />
      <Mark {...{ scene, part: view.part, name: "chosen" }} />
    </svg>
  );
}

/** A ring around a circle, or a light along a line. */
function Mark({ scene, part, name }: { scene: GraphScene; part: number | null; name: string }) {
  if (part === null) return null;
  const { spots, circles, figure } = scene;
  const look = { class: `link mark ${name}` };
  if (part >= circles) return <path {...look} d={figure.paths[part - circles]} />;
  return <circle {...look} cx={spots[part].x} cy={spots[part].y} r={1.25 * figure.radius} />;
}

/** The pointer reads out a part, a press or the keyboard chooses one. */
function handlers(scene: GraphScene, view: GraphState) {
  const at = ({ currentTarget, clientX, clientY }: MouseEvent): number | null => {
    const { left, top, width } = (currentTarget as Element).getBoundingClientRect();
    const { box, radius } = scene.figure;
    const scale = box[0] / width;
    const place = { x: (clientX - left) * scale, y: (clientY - top) * scale };
    return partAt(scene, place, Math.max(radius, REACH * scale));
  };
  const point = (event: MouseEvent) => {
    view.hover = at(event);
  };
  return {
    onPointerMove: point,
    onPointerDown: point,
    onPointerLeave: () => {
      view.hover = null;
    },
    onClick: (event: MouseEvent) => {
      const part = at(event);
      view.part = part === view.part ? null : part;
    },
    onKeyDown: (event: KeyboardEvent) => {
      const part = moved(scene, view.part, event);
      if (part === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      view.part = part;
    },
  };
}
