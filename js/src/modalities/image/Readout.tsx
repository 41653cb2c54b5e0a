// The line that reads out one pixel.

import { count, number, percent, signed } from "../../view/format";
import { part } from "../../view/trust";
import { Word } from "../../view/Word";
import { clamp } from "../../view/walk";
import { pixels } from "./grained";
import { modeOf } from "./modes";
import type { ImageScene } from "./scene";
import type { ImageState } from "./slice";

const AROUND =
  "What the pixels around add up to: the one in the middle counts in full, those farther away less";

export function Readout(props: { scene: ImageScene; view: ImageState; stage: number }) {
  const { pixel } = props.view;
  if (!pixel) {
    return (
      <p class="readout muted" data-testid="readout">
        Point at a pixel, or use arrow keys, to read it.
      </p>
    );
  }
  const { scene, view, stage } = props;
  const { width, height } = scene.figure;
  const [x, y] = [clamp(pixel.x, width), clamp(pixel.y, height)];
  if (modeOf(view).layered) return <Region {...props} region={scene.regions.at(y * width + x)} />;
  const grained = scene.grained(view.grain ?? scene.figure.grain);
  if (grained) {
    const { value, out } = grained.read(y * width + x, stage);
    return (
      <p class="readout number" data-testid="readout" aria-live="polite">
        <span>
          ({x}, {y})
        </span>
        <span title={AROUND}>{`${pixels(grained.grain)} around ${signed(value)}`}</span>
        <OfTheChange {...{ scene, value }} />
        {out && <span title="Wider around, the sum has the other sign">left out</span>}
      </p>
    );
  }
  const reading = scene.read(x, y, stage);
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

/** A sum's share of the whole, where shares mean anything. */
function OfTheChange({ scene: { figure }, value }: { scene: ImageScene; value: number }) {
  if (!figure.said.shares) return null;
  return <span title="Share of F(x) − F(x′)">{part(figure, value)} of the change</span>;
}

/** What a region adds up to, and how much of the picture it is. */
function Region(props: { scene: ImageScene; stage: number; region: number }) {
  const { scene, stage, region } = props;
  const { names, areas } = scene.regions;
  const value = scene.regions.sums(stage)[region];
  const whole = scene.figure.width * scene.figure.height;
  return (
    <p class="readout number" data-testid="readout" aria-live="polite">
      <Word text={names[region]} ordinal={0} />
      <span
        title={
          scene.figure.regions.edge > 1
            ? "What the attribution of the region adds up to, shared across its edges"
            : "What the attribution of the region adds up to"
        }
      >
        {signed(value)}
      </span>
      <OfTheChange {...{ scene, value }} />
      <span title="How much of the picture the region is">
        {percent(areas[region] / whole)} of the area
      </span>
    </p>
  );
}
