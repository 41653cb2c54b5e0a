// The graph itself: in colour, pointed at and walked through.

import { useRef } from "preact/hooks";
import { MOST_LABELLED } from "../../generated/limits";
import type { Page } from "../../view/kind";
import { useMade } from "../../view/tracked";
import { type Drawing, shades } from "./drawing";
import { moved, partAt } from "./pick";
import { box, Shapes, viewBox } from "./Shapes";
import type { GraphScene } from "./scene";
import { round, strokes, UNIT } from "./size";
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
  const [, , width, height] = box(scene);
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
        <Shapes scene={scene} shades={colours} labels={scene.circles <= MOST_LABELLED} />
        <Mark {...{ scene, part: view.hover, name: "hovered" }} />
        <Mark {...{ scene, part: view.part, name: "chosen" }} />
      </svg>
    </section>
  );
}

/** A ring around a circle, or a line beside a line. */
function Mark({ scene, part, name }: { scene: GraphScene; part: number | null; name: string }) {
  if (part === null) return null;
  const { places, circles, figure, radius } = scene;
  const place = places[part];
  const look = { class: `mark ${name}`, "data-testid": `mark-${name}` };
  if (place) {
    return <circle {...look} cx={round(place.x)} cy={round(place.y)} r={1.25 * radius * UNIT} />;
  }
  const line = figure.lines[part - circles];
  if (!line) return null;
  return <path {...look} d={strokes(places[line[0]], places[line[1]], 2, 2 * radius)} />;
}

/** The pointer reads out a part, a press or the keyboard chooses one. */
function handlers(scene: GraphScene, view: GraphState, svg: { current: SVGSVGElement | null }) {
  const at = (event: MouseEvent): number | null => {
    const drawn = svg.current?.getBoundingClientRect();
    if (!drawn?.width) return null;
    const [left, top, width] = box(scene);
    const scale = width / drawn.width;
    const x = left + (event.clientX - drawn.left) * scale;
    const y = top + (event.clientY - drawn.top) * scale;
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
