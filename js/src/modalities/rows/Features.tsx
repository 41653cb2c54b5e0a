// The features of many rows by the mean size of their attributions.

import { BarList } from "../../view/Bars";
import { signed } from "../../view/format";
import { Term } from "../../view/parts";
import { spoken, Word } from "../../view/Word";
import type { RowsScene } from "./scene";
import type { RowsState } from "./slice";

const TIP =
  "The features by the mean size of their attributions over all rows; press one to order the rows by it";

/** The features by mean size, each as high as its lane. */
export function Features({ scene, view }: { scene: RowsScene; view: RowsState }) {
  const bars = scene.lanes.map(({ name, ordinal, size, mean }, key) => ({
    key,
    name: `${spoken(name, ordinal)}, mean ${signed(mean)}`,
    label: (
      <span class="feature">
        <Word text={name} ordinal={ordinal} />
      </span>
    ),
    special: false,
    value: mean < 0 ? -size : size,
    final: size,
  }));
  const high = scene.lanes[0].size || 1;
  return (
    <section class="bars final" aria-label="Features by mean size" data-testid="features">
      <p class="caption">
        <Term tip={TIP}>mean size over rows</Term>
      </p>
      <BarList
        bars={bars.map((bar) => ({ ...bar, value: Math.abs(bar.value) }))}
        reach={{ low: 0, high }}
        final={true}
        marks={false}
        id="feature"
        rows={bars.length}
        chosen={view.order === "feature" ? view.lane : null}
        hovered={view.at?.lane ?? null}
        onChoose={(lane) => {
          view.lane = lane;
          view.order = lane === null ? "score" : "feature";
        }}
        onHover={() => {}}
      />
    </section>
  );
}
