// The line that reads out one word.

import { count, number, percent, signed } from "../../view/format";
import { Word } from "../../view/Word";
import type { Drawing } from "./drawing";
import type { TextScene } from "./scene";
import type { TextState } from "./slice";

export function Readout(props: {
  scene: TextScene;
  view: TextState;
  drawing: Drawing;
  silence: string;
}) {
  const { scene, view, drawing } = props;
  const units = drawing.units.value;
  const pointed = units.of(view.hover);
  const unit = pointed >= 0 ? pointed : units.of(view.token);
  if (unit < 0) {
    return (
      <p class="readout muted" data-testid="readout">
        {props.silence || "Point at a word, or use arrow keys, to read it."}
        {scene.figure.about.length > 0 && <span>Underlined: what the output speaks of.</span>}
      </p>
    );
  }
  const { figure } = scene;
  const reading = units.read(unit, drawing.stage.value);
  const known = reading.error !== null;
  const error = known ? ` ± ${number(reading.error)}` : "";
  const change = figure.score - figure.baseline_score;
  const one = units.list[unit];
  return (
    <p class="readout number" data-testid="readout" aria-live="polite">
      <Word text={one.text} ordinal={units.ordinal(unit)} />
      <span
        title={`Attribution: the step gradients of the embedding, added up${known ? ", ± one standard error" : ""}`}
      >
        {`${signed(reading.value)}${error}`}
      </span>
      {figure.said.shares ? (
        <span title="Its part of F(x) − F(x′), the score of the input less that of the baseline">
          {percent(reading.value / change)} of the change
        </span>
      ) : (
        <span title="Share of the sum of all absolute attributions">
          {percent(reading.share)} of total
        </span>
      )}
      <span title={`Rank by size, whatever the sign, of ${count(reading.of)} boxes`}>
        rank {count(reading.rank)} of {count(reading.of)}
      </span>
      {one.special && <span class="muted">special token</span>}
      {one.about && <span class="muted">what the output speaks of</span>}
    </p>
  );
}
