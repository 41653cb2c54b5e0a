// The line that reads out an interval or a step.

import { number, percent, signed } from "../../view/format";
import { Word } from "../../view/Word";
import type { Drawing } from "./drawing";
import type { SeriesScene } from "./scene";
import { brushed, type SeriesState } from "./slice";
import { moment, range } from "./times";

export function Readout(props: {
  scene: SeriesScene;
  view: SeriesState;
  drawing: Drawing;
  silence: string;
}) {
  const { scene, view, drawing } = props;
  const said = said_(scene, view, drawing);
  return (
    <p
      class={said[0] ? "readout number" : "readout muted"}
      data-testid="readout"
      aria-live="polite"
    >
      {scene.ways[1] && said[0] && (
        <Word text={scene.figure.channels[view.channel] || "·"} ordinal={0} />
      )}
      {said[0]
        ? said.map((one) => <span key={one}>{one}</span>)
        : props.silence || "Point at a step to read it; drag along an interval to add it up."}
    </p>
  );
}

/** What is read out of the interval that is brushed, or else of the step that is pointed at. */
function said_(
  { figure, ways, steps }: SeriesScene,
  view: SeriesState,
  drawing: Drawing,
): string[] {
  const { at, channel } = view;
  const [stage, spans, steps_] = [drawing.stage.value, drawing.brushed.value, brushed(view)];
  const change = figure.score - figure.baseline_score;
  const share = (value: number) =>
    figure.said.shares ? `${percent(value / change)} of the change` : "";
  if (spans && steps_) {
    const sums = spans.values(stage);
    const all = sums.reduce((sum, value) => sum + value, 0);
    const error = steps.isFinal(stage) && spans.error ? ` ± ${number(spans.error[channel])}` : "";
    const own = [range(figure, steps_), signed(sums[channel]) + error, share(sums[channel])];
    return ways[1] ? [...own, `all channels ${signed(all)}`, share(all)] : own;
  }
  if (at === null) return [];
  const [from, to] = ways[channel].map((list) => number(list[at]));
  const value = drawing.values.value[channel * figure.length + at];
  return [moment(figure, at), `is ${to}`, `baseline ${from}`, signed(value)];
}
