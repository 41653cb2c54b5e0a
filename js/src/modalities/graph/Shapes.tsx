// Circles and lines as SVG; of a large graph those of one colour are one path.

import { MOST_LABELLED } from "../../generated/limits";
import type { Shade } from "./drawing";
import type { GraphScene } from "./scene";
import { round, strokes, UNIT } from "./size";

interface ShapesProps {
  scene: GraphScene;
  shades: readonly (Shade | null)[];
  /** Whether names stand in the circles, as far as there is room. */
  labels: boolean;
}

/** The part of the plane that the drawing fills: left, top, width and height. */
export function box({ places, radius }: GraphScene): [number, number, number, number] {
  const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
  const edge = 1.6 * radius;
  const [left, top] = [least(xs) - edge, least(ys) - edge];
  const [right, bottom] = [-least(xs.map((x) => -x)) + edge, -least(ys.map((y) => -y)) + edge];
  return [left, top, right - left, bottom - top];
}

const least = (all: number[]): number => all.reduce((a, b) => Math.min(a, b));

export const viewBox = (scene: GraphScene): string => box(scene).map(round).join(" ");

export function Shapes(props: ShapesProps) {
  const { scene } = props;
  return (
    <>
      <Lines {...props} />
      {scene.circles > MOST_LABELLED ? <Dots {...props} /> : <Circles {...props} />}
    </>
  );
}

/** Lines of one colour and kind are one path. */
function Lines({ scene, shades }: ShapesProps) {
  const { figure, places, radius } = scene;
  const paths = new Map<string, string>();
  figure.lines.forEach(([from, to, order], i) => {
    const key = `${shades[scene.circles + i]?.fill ?? ""}|${order}`;
    const drawn = strokes(places[from], places[to], order, radius);
    paths.set(key, (paths.get(key) ?? "") + drawn);
  });
  const width = round(radius) * (scene.circles > MOST_LABELLED ? 0.12 : 0.14);
  return (
    <>
      {[...paths].map(([key, d]) => {
        const [stroke, order] = key.split("|");
        const look = stroke ? { stroke, "stroke-width": 2 * width } : { "stroke-width": width };
        return <path key={key} class="link" data-order={order} d={d} {...look} />;
      })}
    </>
  );
}

function Circles({ scene, shades, labels }: ShapesProps) {
  const { figure, places } = scene;
  const size = round(scene.radius);
  return (
    <>
      {places.map(({ x, y }, i) => {
        const [shade, label] = [shades[i], labels ? figure.labels[i] : ""];
        const font = size * Math.min(1.15, 2.6 / Math.max(label.length, 1));
        return (
          <g key={i}>
            <circle
              class={figure.about.includes(i) ? "node about" : "node"}
              cx={round(x)}
              cy={round(y)}
              r={size}
              style={shade ? { fill: shade.fill } : undefined}
            />
            {font >= size * 0.3 && label && (
              <text
                x={round(x)}
                y={round(y)}
                font-size={font}
                style={shade ? { fill: shade.ink } : undefined}
              >
                {label}
              </text>
            )}
          </g>
        );
      })}
    </>
  );
}

/** Strokes of no length with round ends; those without attribution lie below. */
function Dots({ scene, shades }: ShapesProps) {
  const paths = new Map<string, string>([["", ""]]);
  scene.places.forEach(({ x, y }, i) => {
    const key = shades[i]?.fill ?? "";
    paths.set(key, `${paths.get(key) ?? ""}M${round(x)} ${round(y)}h0`);
  });
  return (
    <>
      {[...paths].map(([stroke, d]) => (
        <path
          key={stroke}
          class="dots"
          d={d}
          stroke-width={2 * scene.radius * UNIT}
          {...(stroke ? { stroke } : {})}
        />
      ))}
    </>
  );
}
