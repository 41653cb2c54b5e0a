// The strongest nodes as bars that build up along α, and what each feature is worth in all.

import { BarList, Bars } from "../../view/Bars";
import { Term } from "../../view/parts";
import { sumOf } from "../../view/trust";
import { spoken, Word } from "../../view/Word";
import { type Drawing, MOST } from "./drawing";
import type { GraphScene } from "./scene";
import type { GraphState } from "./slice";

const nothing = () => {};
const TIP = "The attribution of each feature, summed over the whole graph, of the whole path";

export function Strongest(props: { scene: GraphScene; view: GraphState; drawing: Drawing }) {
  const { scene, view, drawing } = props;
  const { list } = scene.parts;
  const final = scene.steps.isFinal(drawing.stage.value);
  return (
    <Bars
      {...{ final, alpha: view.alpha, noun: scene.noun, most: MOST, of: list.length }}
      chosen={view.part}
      hovered={view.hover}
      onChoose={(part) => {
        view.part = part;
      }}
      onHover={(part) => {
        view.hover = part;
      }}
      bars={drawing.strongest.value.map(({ span, value, final }) => {
        const { name, ordinal } = list[span];
        const label = <Word text={name} ordinal={ordinal} />;
        return { key: span, name: spoken(name, ordinal), label, special: false, value, final };
      })}
      reach={scene.parts.reach(final)}
      sum={sumOf(scene.figure, view.alpha)}
    />
  );
}

export function Features({ scene }: { scene: GraphScene }) {
  const { features, totals } = scene.figure;
  if (totals.length < 2) return null;
  return (
    <section class="bars features final" aria-label="Features of the whole graph">
      <p class="caption">
        <Term tip={TIP}>strongest features</Term>
      </p>
      <BarList
        id="feature"
        bars={totals.map((value, key) => {
          const name = features[key];
          const label = <Word text={name} ordinal={0} />;
          return { key, name, label, special: false, value, final: value };
        })}
        reach={{ low: Math.min(0, ...totals), high: Math.max(0, ...totals) }}
        rows={totals.length}
        marks={false}
        final
        chosen={null}
        hovered={null}
        onChoose={nothing}
        onHover={nothing}
      />
    </section>
  );
}
