// The line that reads out one word.

import { ReadOut } from "../../view/ReadOut";
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
  const reading = units.read(unit, drawing.stage.value);
  const one = units.list[unit];
  return (
    <p class="readout number" data-testid="readout" aria-live="polite">
      <Word text={one.text} ordinal={units.ordinal(unit)} />
      <ReadOut
        {...{ reading, figure: scene.figure, parts: "boxes" }}
        sum="the step gradients of the embedding, added up"
      />
      {one.special && <span class="muted">special token</span>}
      {one.about && <span class="muted">what the output speaks of</span>}
    </p>
  );
}
