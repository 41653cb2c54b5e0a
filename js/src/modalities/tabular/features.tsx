// Features as rows of a list of bars, and what is picked among them.

import type { Bar } from "../../view/Bars";
import type { BuildUp } from "../../view/charts/Growth";
import { spoken, Word } from "../../view/Word";
import type { Feature, RowScene } from "./scene";
import type { RowState } from "./slice";

/** A feature's bar, but for its length. */
export function named(feature: Feature): Pick<Bar, "key" | "name" | "label" | "special"> {
  const { from, name, ordinal, ends } = feature;
  const label = (
    <span class="feature">
      <Word text={name} ordinal={ordinal} />
      <span class="feature-ends muted number">{ends}</span>
    </span>
  );
  return { key: from, name: `${spoken(name, ordinal)}, ${ends}`, label, special: false };
}

/** Whichever list a feature is picked in, it is picked in all. */
export const picking = (view: RowState) => ({
  chosen: view.feature,
  hovered: view.hover,
  onChoose: (feature: number | null) => {
    view.feature = feature;
  },
  onHover: (feature: number | null) => {
    view.hover = feature;
  },
});

/** How the chosen feature builds up along the path; null where none is chosen. */
export function buildUpOf({ features }: RowScene, chosen: number | null): BuildUp | null {
  const feature = chosen === null ? undefined : features.list[chosen];
  if (!feature) return null;
  const { name, ordinal, from } = feature;
  return { name, ordinal, points: features.buildUp(from) };
}
