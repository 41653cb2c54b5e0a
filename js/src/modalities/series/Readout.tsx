// The line that reads out an interval or a step.

import { number, percent, signed } from "../../view/format";
import { Word } from "../../view/Word";
import type { Drawing } from "./drawing";
import type { SeriesScene } from "./scene";
import { type SeriesState, spanOf } from "./slice";
import { range } from "./times";

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
  const { figure, ways } = scene;
  const { channel, at } = view;
  const { said, score, baseline_score: start } = figure;
  const spans = drawing.spans.value;
  const span = spanOf(view);
  if (!spans || !span) return null;
  const told = (value: number) =>
    said.shares ? `, ${percent(value / (score - start))} of the change` : "";
  const { value, error } = spans.read(channel, drawing.stage.value);
  const all = spans.values(drawing.stage.value).reduce((a, b) => a + b);
  const [from, to] = ways[channel].map((list) => number(list[at ?? 0]));
  const known = error === null ? "" : ` ± ${number(error)}`;
  return [
    range(figure, span),
    !view.brush && `is ${to}, baseline ${from}`,
    signed(value) + known + told(value),
    ways[1] && `all channels ${signed(all)}${told(all)}`,
  ].filter((one) => typeof one === "string");
}
