// The line that reads out one pixel.

import { count, number, percent, signed } from "../../view/format";
import { clamp } from "../../view/walk";
import type { ImageScene } from "./scene";
import type { ImageState } from "./slice";

export function Readout(props: { scene: ImageScene; view: ImageState; stage: number }) {
  const { pixel } = props.view;
  if (!pixel) {
    return (
      <p class="readout muted" data-testid="readout">
        Point at a pixel, or use arrow keys, to read it.
      </p>
    );
  }
  const { width, height } = props.scene.figure;
  const [x, y] = [clamp(pixel.x, width), clamp(pixel.y, height)];
  const reading = props.scene.read(x, y, props.stage);
  const known = reading.error !== null;
  const error = known ? ` ± ${number(reading.error)}` : "";
  return (
    <p class="readout number" data-testid="readout" aria-live="polite">
      <span>
        ({x}, {y})
      </span>
      <span
        title={`Attribution of the pixel, its channels added up${known ? ", ± one standard error" : ""}`}
      >
        {`${signed(reading.value)}${error}`}
      </span>
      <span title={`Rank by size, whatever the sign, of ${count(reading.of)} pixels`}>
        rank {count(reading.rank)}
      </span>
      <span title="Share of the sum of all absolute attributions">
        {percent(reading.share)} of total
      </span>
    </p>
  );
}
