// The line that reads out one feature.

import { number } from "../../view/format";
import { ReadOut } from "../../view/ReadOut";
import { Word } from "../../view/Word";
import { written } from "./cells";
import type { RowScene } from "./scene";
import type { RowState } from "./slice";

export function Readout(props: {
  scene: RowScene;
  view: RowState;
  stage: number;
  silence: string;
}) {
  const { scene, view } = props;
  const { figure, features } = scene;
  const at = view.hover ?? view.feature ?? -1;
  const feature = features.list[at];
  if (!feature) {
    return (
      <p class="readout muted" data-testid="readout">
        {props.silence || "Point at a feature, or use arrow keys, to read it."}
      </p>
    );
  }
  return (
    <p class="readout number" data-testid="readout" aria-live="polite">
      <Word text={feature.name} ordinal={feature.ordinal} />
      <span class="clip" title="What the feature is in the input">
        is {written(figure.inputs[at])}
      </span>
      {figure.baseline[at] !== null && (
        <span class="clip" title="What the feature is in the baseline">
          baseline {written(figure.baseline[at])}
        </span>
      )}
      <ReadOut
        {...{ figure, parts: "features", reading: features.read(at, props.stage) }}
        sum="the step gradients of the feature, added up"
      />
      {figure.spread && (
        <span title="By how much the attribution differs from baseline to baseline: its standard deviation">
          ± {number(figure.spread[at])} over baselines
        </span>
      )}
    </p>
  );
}
