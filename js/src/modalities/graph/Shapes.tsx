// Circles and lines as SVG; what has one colour is one path, but for circles with names.

import { MOST_LABELLED } from "../../generated/limits";
import type { Shade } from "./drawing";
import type { GraphScene } from "./scene";

interface ShapesProps {
  scene: GraphScene;
  shades: readonly (Shade | null)[];
}

/** The drawing itself. */
export function Shapes(props: ShapesProps) {
  const { figure, spots, circles } = props.scene;
  const { paths, radius } = figure;
  const many = circles > MOST_LABELLED;
  const dots = spots.slice(0, circles).map(({ x, y }) => `M${x} ${y}h0`);
  return (
    <>
      <Strokes {...props} {...{ paths, first: circles, width: radius / 7, look: "link" }} />
      {many ? (
        <Strokes {...props} {...{ paths: dots, first: 0, width: 2 * radius, look: "link dots" }} />
      ) : (
        <Circles {...props} />
      )}
    </>
  );
}

export const viewBox = ({ figure }: GraphScene): string => `0 0 ${figure.box.join(" ")}`;

/** What has no attribution lies below; of lines, what has one is wider. */
function Strokes(
  props: ShapesProps & { paths: readonly string[]; first: number; width: number; look: string },
) {
  const { first, width, look } = props;
  const byColour = new Map<string, string>([["", ""]]);
  props.paths.forEach((path, i) => {
    const fill = props.shades[first + i]?.fill ?? "";
    byColour.set(fill, (byColour.get(fill) ?? "") + path);
  });
  return (
    <>
      {[...byColour].map(([stroke, d]) => (
        <path
          key={stroke}
          class={look}
          d={d}
          style={{ stroke, "stroke-width": first && stroke ? 2 * width : width }}
        />
      ))}
    </>
  );
}

function Circles({ scene, shades }: ShapesProps) {
  const { about, labels, radius } = scene.figure;
  return (
    <>
      {labels.map((label, i) => {
        const { x, y } = scene.spots[i];
        const { fill = "", ink = "" } = shades[i] ?? {};
        const font = radius * Math.min(1.15, 2.6 / label.length);
        return (
          <g key={`${x} ${y}`}>
            <circle
              class={about.includes(i) ? "node about" : "node"}
              {...{ cx: x, cy: y, r: radius }}
              style={{ fill }}
            />
            <text {...{ x, y, "font-size": font }} style={{ fill: ink }}>
              {label}
            </text>
          </g>
        );
      })}
    </>
  );
}
