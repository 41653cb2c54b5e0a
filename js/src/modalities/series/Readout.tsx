// The line that reads out an interval or a step.

import { number, percent, signed } from "../../view/format";
import { Word } from "../../view/Word";
import type { Drawing } from "./drawing";
import type { SeriesScene } from "./scene";
import { brushed, type SeriesState } from "./slice";
import { moment, range } from "./times";

interface Props {
  scene: SeriesScene;
  view: SeriesState;
  drawing: Drawing;
}

export function Readout(props: Props & { silence: string }) {
  const { channels } = props.scene.figure;
  const said = read(props);
  return (
    <p class={`readout ${said ? "number" : "muted"}`} data-testid="readout" aria-live="polite">
      {said && channels[1] !== undefined && (
        <Word text={channels[props.view.channel] || "·"} ordinal={0} />
      )}
      {said
        ? said.map((one, at) => <span key={at}>{one}</span>)
        : props.silence || "Point at a step to read it; drag along an interval to add it up."}
    </p>
  );
}

/** What is read out of the steps that are brushed, or else of the one that is pointed at. */
function read({ scene, view, drawing }: Props): string[] | null {
  const { figure, ways, steps } = scene;
  const { at, channel } = view;
  const { said, score, baseline_score: start } = figure;
  const [stage, spans] = [drawing.stage.value, drawing.brushed.value];
  const told = (value: number, error = "") =>
    signed(value) +
    error +
    (said.shares ? `, ${percent(value / (score - start))} of the change` : "");
  const span = brushed(view);
  if (spans && span) {
    const sums = spans.values(stage);
    const error = spans.error && steps.isFinal(stage) && ` ± ${number(spans.error[channel])}`;
    const own = [range(figure, span), told(sums[channel], error || "")];
    return ways[1] ? [...own, `all channels ${told(sums.reduce((a, b) => a + b))}`] : own;
  }
  if (at === null) return null;
  const [from, to] = ways[channel].map((list) => number(list[at]));
  const value = drawing.values.value[channel * figure.length + at];
  return [moment(figure, at), `is ${to}`, `baseline ${from}`, signed(value)];
}
