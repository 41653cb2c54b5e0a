// The line that reads out one value.

import { number } from "../../view/format";
import { ReadOut } from "../../view/ReadOut";
import type { ArrayScene } from "./scene";

export function Readout(props: {
  scene: ArrayScene;
  index: number | null;
  stage: number;
  /** Said where no value is pointed at, in place of how to. */
  silence: string;
}) {
  const { scene, index, stage } = props;
  if (index === null) {
    return (
      <p class="readout muted" data-testid="readout">
        {props.silence || "Point at a value, or use arrow keys, to read it."}
      </p>
    );
  }
  const { figure, attribution } = scene;
  return (
    <p class="readout number" data-testid="readout" aria-live="polite">
      <span title="Its place along each axis">{scene.name(index)}</span>
      <span title="What the value is in the input">is {number(figure.inputs[index])}</span>
      <ReadOut
        {...{ figure, parts: "values", reading: attribution.read(index, stage) }}
        sum="the step gradients of the value, added up"
      />
    </p>
  );
}
