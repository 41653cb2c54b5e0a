// The strongest nodes as bars that build up along α, and what each feature is worth in all.

import { Bars, Track } from "../../view/Bars";
import { signed } from "../../view/format";
import { Term } from "../../view/parts";
import { sumOf } from "../../view/trust";
import { spoken, Word } from "../../view/Word";
import { type Drawing, MOST } from "./drawing";
import type { GraphScene } from "./scene";
import type { GraphState } from "./slice";

const TIP = "Attribution of features over the graph";

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
  const reach = { low: Math.min(0, ...totals), high: Math.max(0, ...totals) };
  return (
    <section class="bars features" aria-label={TIP}>
      <p class="caption">
        <Term tip={TIP}>strongest features</Term>
      </p>
      {totals.map((value, i) => (
        <p key={features[i]} class={value < 0 ? "down" : "up"} data-testid={`feature-${i}`}>
          <Word text={features[i]} ordinal={0} />
          <Track value={value} end={null} reach={reach} />
          <span class="number">{signed(value)}</span>
        </p>
      ))}
    </section>
  );
}
