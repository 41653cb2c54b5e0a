// The strongest positions as bars that build up along α.

import { Bars } from "../../view/Bars";
import { sumOf } from "../../view/trust";
import type { Drawing } from "./drawing";
import type { ArrayScene } from "./scene";
import type { ArrayState } from "./slice";

export function Strongest(props: { scene: ArrayScene; view: ArrayState; drawing: Drawing }) {
  const { scene, view, drawing } = props;
  const final = scene.attribution.steps.isFinal(drawing.stage.value);
  const choose = (chosen: number | null) => {
    const place = chosen === null ? view.place : scene.grid.position(chosen);
    Object.assign(view, { chosen, place });
  };
  return (
    <Bars
      {...{ final, alpha: view.alpha, noun: "position", most: drawing.most }}
      of={scene.grid.size}
      chosen={view.chosen}
      hovered={view.hover}
      onChoose={choose}
      onHover={(hover) => {
        view.hover = hover;
      }}
      bars={drawing.strongest.value.map(({ span, value, final }) => {
        const name = scene.name(span);
        const label = <span class="clip number">{name}</span>;
        return { key: span, name, label, special: false, value, final };
      })}
      reach={scene.reach(final)}
      sum={sumOf(scene.figure, view.alpha)}
    />
  );
}
