// The strongest regions as bars that build up along α.

import { Bars } from "../../view/Bars";
import { sumOf } from "../../view/trust";
import { Word } from "../../view/Word";
import type { ImageScene } from "./scene";
import type { ImageState } from "./slice";

/** Rows in the list. */
const MOST = 8;

export function RegionList(props: { scene: ImageScene; view: ImageState; stage: number }) {
  const { scene, view, stage } = props;
  const { regions } = scene;
  return (
    <Bars
      final={scene.steps.isFinal(stage)}
      alpha={view.alpha}
      noun="region"
      most={MOST}
      of={regions.names.length}
      sum={sumOf(scene.figure, view.alpha)}
      reach={regions.reach}
      bars={regions.strongest(view.polarity, stage, MOST).map(({ region, value, final }) => {
        const name = regions.names[region];
        const label = <Word text={name} ordinal={0} />;
        return { key: region, name, label, special: false, value, final };
      })}
      chosen={view.region}
      hovered={view.hoveredRegion}
      onChoose={(region) => {
        view.region = region;
      }}
      onHover={(region) => {
        view.hoveredRegion = region;
      }}
    />
  );
}
