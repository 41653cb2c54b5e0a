// The strongest nodes as bars that build up along α, and what each feature is worth in all.

import { BarList, Bars } from "../../view/Bars";
import { Term } from "../../view/parts";
import { sumOf } from "../../view/trust";
import { spoken, Word } from "../../view/Word";
import { type Drawing, MOST } from "./drawing";
import type { GraphScene } from "./scene";
import type { GraphState } from "./slice";

const FEATURES = 6;
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
  const ranked = totals
    .map((value, key) => ({ key, value, final: value, name: features[key], special: false }))
    .filter(({ value }) => value !== 0)
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
    .slice(0, FEATURES);
  if (ranked.length < 2) return null;
  const values = ranked.map(({ value }) => value);
  const nothing = () => {};
  return (
    <section class="bars features final" aria-label="Features of the whole graph">
      <p class="caption">
        <Term tip={TIP}>strongest features</Term>
      </p>
      <BarList
        id="feature"
        bars={ranked.map((one) => ({ ...one, label: <Word text={one.name} ordinal={0} /> }))}
        reach={{ low: Math.min(0, ...values), high: Math.max(0, ...values) }}
        rows={ranked.length}
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
