// Many channels as a strip, each row under its name.

import { PALETTES, type Rgb } from "../../generated/palettes";
import { Canvas } from "../../view/Canvas";
import type { Drawing } from "./drawing";
import { Field } from "./Field";
import type { SeriesScene } from "./scene";
import type { SeriesState } from "./slice";
import { stripOf } from "./strip";

/** So many rows have their name beside them. */
const NAMED = 16;

export function Heat(props: {
  scene: SeriesScene;
  view: SeriesState;
  drawing: Drawing;
  paper: Rgb;
}) {
  const { scene, view, paper } = props;
  const { channels } = scene.figure;
  const [sums, shades] = [props.drawing.columns.value, props.drawing.shades.value];
  const height = sums.length;
  const every = Math.ceil(height / NAMED);
  return (
    <figure class="channel">
      <p class="muted">
        {channels.map(
          (name, c) =>
            c % every === 0 && (
              <bdi
                class="clip row-name"
                key={c}
                style={{ top: `${(100 * scene.turned(c)) / height}%` }}
              >
                {name}
              </bdi>
            ),
        )}
      </p>
      <Field {...{ scene, view }} from={0} rows={height}>
        <Canvas
          id="strip"
          label="Each channel over time"
          pixels={stripOf(scene, { sums, shades, full: scene.full }, PALETTES[view.palette], paper)}
          width={sums[0].length}
          height={height}
        />
      </Field>
    </figure>
  );
}
