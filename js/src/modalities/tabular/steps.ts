// The steps that lead from F(x′) to F(x), mirroring igviz/modalities/tabular/features.py.

import { BESIDE, MISSED, MOST_FEATURES, SEEN_ERROR } from "../../generated/limits";
import { othersName } from "../../view/format";
import type { Reach } from "../../view/spans";
import type { RowScene } from "./scene";

export interface Step {
  /** One feature, those that have no step of their own, other inputs, or what all of them miss. */
  of: number | "others" | "beside" | "missed";
  name: string;
  start: number;
  /** Not a number where it is not known yet. */
  value: number;
}

export interface Waterfall {
  steps: readonly Step[];
  /** Where they lead to, and how far the axis reaches. */
  end: number;
  reach: Reach;
}

/** The waterfall at a stage of the path: each feature has the step that it has gathered so far. */
export function waterfall(scene: RowScene, stage: number): Waterfall {
  const final = scene.steps.isFinal(stage);
  const done = stepsAt(scene, scene.steps.count + 1);
  const { beside = 0, score } = scene.figure;
  if (beside !== 0) done.push(besideAt(scene, done, beside));
  const missed = score - endOf(scene, done);
  const all = final ? [done] : [done, ...everyStage(scene)];
  const reach = reachOf(scene, all);
  const steps = final ? [...done] : stepsAt(scene, stage);
  const { low, high } = reachOf(scene, [done]);
  // On the way it is not known what other inputs have gathered.
  if (beside !== 0 && !final) steps.push(besideAt(scene, steps, Number.NaN));
  if (Math.abs(missed) > SEEN_ERROR * (high - low)) {
    const value = final ? missed : Number.NaN;
    steps.push({ of: "missed", name: MISSED, start: endOf(scene, steps), value });
  }
  return { steps, end: final ? score : endOf(scene, steps), reach };
}

function stepsAt({ features, bySize, figure }: RowScene, stage: number): Step[] {
  const values = features.values(stage);
  let start = figure.baseline_score;
  const step = (of: Step["of"], name: string, value: number): Step => {
    const made = { of, name, start, value };
    start += value;
    return made;
  };
  const steps = bySize
    .slice(0, MOST_FEATURES)
    .map((at) => step(at, features.list[at].name, values[at]));
  const others = bySize.slice(MOST_FEATURES);
  if (others.length > 0) {
    const sum = others.reduce((total, at) => total + values[at], 0);
    steps.push(step("others", othersName(others.length), sum));
  }
  return steps;
}

const besideAt = (scene: RowScene, before: readonly Step[], value: number): Step => ({
  of: "beside",
  name: BESIDE,
  start: endOf(scene, before),
  value,
});

const everyStage = (scene: RowScene): Step[][] =>
  Array.from({ length: scene.steps.count + 1 }, (_, stage) => stepsAt(scene, stage));

/** Where the known steps lead to. */
function endOf({ figure }: RowScene, steps: readonly Step[]): number {
  const known = steps.filter(({ value }) => Number.isFinite(value));
  return known.reduce((sum, { value }) => sum + value, figure.baseline_score);
}

function reachOf({ figure }: RowScene, all: readonly Step[][]): Reach {
  const places = all.flatMap((steps) => steps.map(({ start, value }) => start + value));
  places.push(figure.baseline_score, figure.score);
  return { low: Math.min(...places), high: Math.max(...places) };
}
