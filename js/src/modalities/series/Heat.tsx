// Many channels as a strip of time by channel, in the colours of what they add to the score.

import { useLayoutEffect, useRef } from "preact/hooks";
import { PALETTES, type Rgb } from "../../generated/palettes";
import { mixed } from "../../view/paint/tones";
import type { Drawing } from "./drawing";
import { Field } from "./Field";
import type { SeriesScene } from "./scene";
import type { SeriesState } from "./slice";

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
  const ref = useRef<HTMLCanvasElement>(null);
  const lists = props.drawing.columns.value;
  const [width, height] = [lists[0].length, lists.length];
  const { heatPositive, heatNegative } = PALETTES[view.palette];
  useLayoutEffect(() => {
    const on = ref.current?.getContext("2d");
    if (!on) return;
    const picture = on.createImageData(width, height);
    for (let i = 0; i < width * height; i++) {
      const sum = lists[Math.floor(i / width)][i % width];
      const end = (sum > 0 ? heatPositive : heatNegative)[1];
      const colour = mixed(paper, end, Math.abs(sum) / (scene.full || 1));
      picture.data.set([...colour, 255], 4 * i);
    }
    on.putImageData(picture, 0, 0);
  }, [lists, heatPositive, paper]);
  const every = Math.ceil(height / NAMED);
  return (
    <figure class="channel">
      <p class="muted">
        {channels.map(
          (name, c) =>
            c % every === 0 && (
              <bdi class="clip row-name" key={c} style={{ top: `${(100 * c) / height}%` }}>
                {name}
              </bdi>
            ),
        )}
      </p>
      <Field {...{ scene, view }} from={0} rows={height}>
        <canvas ref={ref} data-testid="strip" {...{ width, height }} />
      </Field>
    </figure>
  );
}
