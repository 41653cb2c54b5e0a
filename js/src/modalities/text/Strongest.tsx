// The strongest words as bars, and how the chosen one builds up.

import { type Bar, Bars } from "../../view/Bars";
import type { BuildUp } from "../../view/charts/Growth";
import type { Strong } from "../../view/spans";
import { sumOf } from "../../view/trust";
import { spoken, Word } from "../../view/Word";
import { type Drawing, MOST } from "./drawing";
import type { TextScene } from "./scene";
import { nounOf } from "./sentences";
import type { TextState } from "./slice";
import type { Units } from "./units";

export function Strongest(props: { scene: TextScene; view: TextState; drawing: Drawing }) {
  const { scene, view, drawing } = props;
  const units = drawing.units.value;
  const final = scene.steps.isFinal(drawing.stage.value);
  return (
    <Bars
      {...{ final, alpha: view.alpha, noun: nounOf(view), most: MOST, of: units.list.length }}
      bars={drawing.strongest.value.map((strong) => barOf(strong, units))}
      reach={units.reach(final)}
      sum={sumOf(scene.figure, view.alpha)}
      chosen={keyOf(units, view.token)}
      hovered={keyOf(units, view.hover)}
      onChoose={(token) => {
        view.token = token;
      }}
      onHover={(token) => {
        view.hover = token;
      }}
    />
  );
}

function barOf({ span, value, final }: Strong, units: Units): Bar {
  const { text, from, special } = units.list[span];
  const ordinal = units.ordinal(span);
  const label = <Word text={text} ordinal={ordinal} />;
  return { key: from, name: spoken(text, ordinal), label, special, value, final };
}

/** The first token of the unit that holds one. */
const keyOf = (units: Units, token: number | null): number | null =>
  units.list[units.of(token)]?.from ?? null;

/** How the chosen unit builds up along the path; null where none is chosen. */
export function buildUpOf(units: Units, token: number | null): BuildUp | null {
  const unit = units.of(token);
  if (unit < 0) return null;
  const { text } = units.list[unit];
  return { name: text, ordinal: units.ordinal(unit), points: units.buildUp(unit) };
}
