// From the score of the baseline to that of the input, feature by feature.

import { BarList, Track } from "../../view/Bars";
import { alpha as alphaText, scoreIn, signed } from "../../view/format";
import { Term } from "../../view/parts";
import type { Reach } from "../../view/spans";
import type { Drawing } from "./drawing";
import { named, picking } from "./features";
import type { RowScene } from "./scene";
import type { RowState } from "./slice";
import type { Step } from "./steps";

const TIP =
  "Each feature's attribution, the largest first, begins where the one before ended: together they lead from the score of the baseline, F(x′), to that of the input, F(x)";
const OTHERS_TIP = "The features with the smallest attributions, added up";
const BESIDE_TIP = "The attributions of the model's other inputs, added up";
const MISSED_TIP =
  "What the attributions miss of F(x), as the integral is computed to a tolerance; refine to make it smaller";
const TIPS = { others: OTHERS_TIP, beside: BESIDE_TIP, missed: MISSED_TIP };

export function Waterfall(props: { scene: RowScene; view: RowState; drawing: Drawing }) {
  const { scene, view, drawing } = props;
  const { figure, features } = scene;
  const { steps, end, reach } = drawing.waterfall.value;
  const drawn = drawing.drawn.value;
  const final = scene.steps.isFinal(drawing.stage.value);
  const bars = steps.flatMap(({ of, start, value }) => {
    if (typeof of !== "number") return [];
    const length = { start, value, final: features.final[of] };
    return { ...named(features.list[of]), ...length, faint: drawn[of] === 0 };
  });
  return (
    <section
      class={final ? "bars waterfall final" : "bars waterfall"}
      aria-label="From the baseline to the input"
      data-testid="waterfall"
    >
      <p class="caption">
        <Term tip={TIP}>from the baseline to the input</Term>
        <span class="muted number">{final ? "" : `up to α ${alphaText(view.alpha)}`}</span>
      </p>
      <Level id="start" name="baseline, F(x′)" at={figure.baseline_score} reach={reach}>
        {scoreIn(figure, figure.baseline_score)}
      </Level>
      <BarList
        {...{ bars, reach, final, ...picking(view) }}
        id="step"
        rows={bars.length}
        marks={false}
      />
      {steps
        .filter(({ of }) => typeof of !== "number")
        .map((step) => (
          <Rest key={step.name} {...{ step, reach }} />
        ))}
      <Level id="end" name={final ? "input, F(x)" : "gathered so far"} at={end} reach={reach}>
        {scoreIn(figure, end)}
      </Level>
    </section>
  );
}

/** A score that steps begin or end at. */
function Level(props: { id: string; name: string; at: number; reach: Reach; children: string }) {
  return (
    <p class="level" data-testid={`level-${props.id}`}>
      <span class="clip">{props.name}</span>
      <Track start={props.at} value={0} end={0} reach={props.reach} />
      <span class="number">{props.children}</span>
    </p>
  );
}

/** A step that is no single feature's. */
function Rest(props: { step: Step; reach: Reach }) {
  const { of, name, start, value } = props.step;
  return (
    <p
      class={`level ${value < 0 ? "down" : "up"}`}
      data-testid={of}
      title={TIPS[of as keyof typeof TIPS]}
    >
      <span class="clip muted">{name}</span>
      <Track start={start} value={value || 0} end={null} reach={props.reach} />
      <span class="number">{signed(value)}</span>
    </p>
  );
}
