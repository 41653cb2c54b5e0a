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
  const { scene, view } = props;
  const { channels } = scene.figure;
  const ref = useRef<HTMLCanvasElement>(null);
  const lists = props.drawing.columns.value;
  const width = lists[0].length;
  useLayoutEffect(() => {
    const on = ref.current?.getContext("2d");
    if (!on) return;
    const { heatPositive, heatNegative } = PALETTES[view.palette];
    const picture = on.createImageData(width, lists.length);
    lists.forEach((list, row) => {
      list.forEach((sum, k) => {
        const end = (sum > 0 ? heatPositive : heatNegative)[1];
        const colour = mixed(props.paper, end, Math.abs(sum) / (scene.full || 1));
        picture.data.set([...colour, 255], 4 * (row * width + k));
      });
    });
    on.putImageData(picture, 0, 0);
  }, [lists, view.palette, props.paper]);
  const every = Math.ceil(channels.length / NAMED);
  return (
    <figure class="channel">
      <p class="rows muted">
        {channels.map(
          (name, c) =>
            c % every === 0 && (
              <bdi class="clip" key={c} style={{ top: `${(100 * c) / channels.length}%` }}>
                {name}
              </bdi>
            ),
        )}
      </p>
      <Field {...{ scene, view }} from={0} rows={channels.length}>
        <canvas ref={ref} data-testid="strip" width={width} height={lists.length} />
      </Field>
    </figure>
  );
}
