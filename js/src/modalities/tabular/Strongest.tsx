// The strongest features as bars that build up along α.

import { Bars } from "../../view/Bars";
import { sumOf } from "../../view/trust";
import { type Drawing, MOST } from "./drawing";
import { named, picking } from "./features";
import type { RowScene } from "./scene";
import type { RowState } from "./slice";

export function Strongest(props: { scene: RowScene; view: RowState; drawing: Drawing }) {
  const { scene, view, drawing } = props;
  const { list } = scene.features;
  const { spread } = scene.figure;
  const final = scene.steps.isFinal(drawing.stage.value);
  return (
    <Bars
      {...{ final, alpha: view.alpha, noun: "feature", most: MOST, of: list.length }}
      {...picking(view)}
      bars={drawing.strongest.value.map(({ span, value, final: end }) => ({
        ...named(list[span]),
        ...{ value, final: end, spread: (final && spread?.[span]) || 0 },
      }))}
      reach={final ? scene.reach : scene.features.reach(false)}
      sum={sumOf(scene.figure, view.alpha)}
    />
  );
}
