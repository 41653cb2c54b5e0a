// The strongest intervals as bars that build up along α.

import { Bars } from "../../view/Bars";
import { sumOf } from "../../view/trust";
import { Word } from "../../view/Word";
import { type Drawing, MOST } from "./drawing";
import type { SeriesScene } from "./scene";
import { type SeriesState, spanOf } from "./slice";

export function Strongest(props: { scene: SeriesScene; view: SeriesState; drawing: Drawing }) {
  const { scene, view, drawing } = props;
  const { figure, intervals, steps } = scene;
  const { length } = figure;
  const { list } = intervals;
  const final = steps.isFinal(drawing.stage.value);
  const now = spanOf(view);
  const start = view.channel * length;
  return (
    <Bars
      {...{ final, alpha: view.alpha, noun: "interval", most: MOST, of: list.length }}
      chosen={list.findIndex(
        ({ from, to }) => now && from === start + now.from && to === start + now.to,
      )}
      hovered={view.hover}
      onChoose={(key) => {
        view.brush = null;
        if (key === null) return;
        const { from, to } = list[key];
        view.channel = Math.floor(from / length);
        view.brush = [from % length, (to - 1) % length];
      }}
      onHover={(hover) => {
        view.hover = hover;
      }}
      bars={drawing.strongest.value.map(({ span: key, value, final }) => {
        const { name } = list[key];
        const label = <Word text={name} ordinal={0} />;
        return { key, name, label, special: false, value, final };
      })}
      reach={intervals.reach(final)}
      sum={sumOf(figure, view.alpha)}
    />
  );
}
