// The graph itself: in colour, pointed at and walked through.

import { useRef } from "preact/hooks";
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
  const svg = useRef<SVGSVGElement>(null);
  const colours = useMade(shades, scene, props.drawing.drawn.value, view.palette, page.paper);
  const [width, height] = scene.figure.box;
  return (
    <section
      class="drawing"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: one stop for the keyboard, as a picture is
      tabIndex={0}
      data-testid="graph"
      data-lm-suppress-shortcuts="true"
      aria-label={`${props.label}. Arrow keys read out single ${scene.figure.noun}s.`}
      {...handlers(scene, view, svg)}
    >
      <svg
        ref={svg}
        viewBox={viewBox(scene)}
        style={{ "max-width": `${Math.round((HIGHEST * width) / height)}px` }}
        aria-hidden="true"
      >
        <Shapes scene={scene} shades={colours} />
        <Mark {...{ scene, part: view.hover, name: "hovered" }} />
        <Mark {...{ scene, part: view.part, name: "chosen" }} />
      </svg>
    </section>
  );
}

/** A ring around a circle, or a light along a line. */
function Mark({ scene, part, name }: { scene: GraphScene; part: number | null; name: string }) {
  if (part === null) return null;
  const { places, circles, figure } = scene;
  const look = { class: `mark ${name}`, "data-testid": `mark-${name}` };
  const place = places[part];
  if (!place) return <path {...look} d={figure.paths[part - circles]} />;
  return <circle {...look} cx={place.x} cy={place.y} r={1.25 * figure.radius} />;
}

/** The pointer reads out a part, a press or the keyboard chooses one. */
function handlers(scene: GraphScene, view: GraphState, svg: { current: SVGSVGElement | null }) {
  const at = (event: MouseEvent): number | null => {
    const drawn = svg.current?.getBoundingClientRect();
    if (!drawn?.width) return null;
    const scale = scene.figure.box[0] / drawn.width;
    const x = (event.clientX - drawn.left) * scale;
    const y = (event.clientY - drawn.top) * scale;
    return partAt(scene, { x, y }, REACH * scale);
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
