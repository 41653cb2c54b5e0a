// A channel below another, each as a line over the colours of what it adds to the score.

import { number, signed } from "../../view/format";
import { bands, HEIGHT } from "./columns";
import type { Drawing } from "./drawing";
import { Field } from "./Field";
import type { SeriesScene } from "./scene";
import type { SeriesState } from "./slice";

export function Lines(props: { scene: SeriesScene; view: SeriesState; drawing: Drawing }) {
  const { scene, view, drawing } = props;
  const { figure, ways, reaches, full } = scene;
  const sums = scene.whole.values(drawing.stage.value);
  return figure.channels.map((name, c) => (
    <figure class="channel" key={c} data-testid={`channel-${c}`}>
      <figcaption>
        <bdi class={ways[1] && c === view.channel ? "clip picked" : "clip"}>{name || "·"}</bdi>
        <span class="muted number">{signed(sums[c])}</span>
      </figcaption>
      <p class="muted number">
        <span>{number(reaches[c][1])}</span>
        <span>{number(reaches[c][0])}</span>
      </p>
      <Field {...{ scene, view }} from={c} rows={1}>
        <Line
          sums={drawing.columns.value[c]}
          full={full}
          lines={[scene.starts[c], drawing.lines.value[c]]}
        />
      </Field>
    </figure>
  ));
}

/** Lines over the colours of columns; the last line is the series itself. */
export function Line(props: { sums: Float32Array; full: number; lines: string[] }) {
  return (
    <svg
      viewBox={`0 0 ${props.sums.length} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {[...bands(props.sums, props.full)].map(([share, path]) => (
        <path
          key={share}
          class={share < 0 ? "down" : "up"}
          d={path}
          opacity={0.62 * Math.abs(share)}
        />
      ))}
      {props.lines.map((points, at) => (
        <polyline key={at} points={points} />
      ))}
    </svg>
  );
}
