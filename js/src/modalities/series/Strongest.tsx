// The strongest intervals as bars that build up along α.

import { Bars } from "../../view/Bars";
import { sumOf } from "../../view/trust";
import { Word } from "../../view/Word";
import { type Drawing, MOST } from "./drawing";
import type { SeriesScene } from "./scene";
import { brushed, type SeriesState } from "./slice";

export function Strongest(props: { scene: SeriesScene; view: SeriesState; drawing: Drawing }) {
  const { scene, view, drawing } = props;
  const { list } = scene.intervals;
  const final = scene.steps.isFinal(drawing.stage.value);
  const now = brushed(view);
  const chosen = list.findIndex(
    ({ channel, range }) =>
      channel === view.channel && range.from === now?.from && range.to === now.to,
  );
  return (
    <Bars
      {...{ final, chosen, alpha: view.alpha, noun: "interval", most: MOST, of: list.length }}
      hovered={view.hover}
      onChoose={(key) => {
        const part = list[key ?? -1];
        view.brush = part ? [part.range.from, part.range.to - 1] : null;
        if (part) view.channel = part.channel;
      }}
      onHover={(hover) => {
        view.hover = hover;
      }}
      bars={drawing.strongest.value.map(({ span: key, value, final }) => {
        const { name } = list[key];
        const label = <Word text={name} ordinal={0} />;
        return { key, name, label, special: false, value, final };
      })}
      reach={scene.intervals.reach(final)}
      sum={sumOf(scene.figure, view.alpha)}
    />
  );
}
