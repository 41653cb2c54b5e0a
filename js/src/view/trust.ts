// How far what is shown can be relied on. Python says it of the finished result, see
// igviz/figure/sentences.py; here is what depends on the moment.

import type { Certificate, Sentence } from "../generated/schema";
import type { Facts } from "../wire/facts";
import { percent, signed } from "./format";
import type { Status } from "./host";
import { gathered } from "./path";

/** How far the attribution may be from the exact integral: as it is, or as it falls. */
export function errorOf({ said }: Facts, { state }: Status): Sentence {
  return (state === "computing" && said.refining) || said.error;
}

/** What all attributions sum to at α, beside what they should sum to in the end. */
export function sumOf(figure: Facts, alpha: number): Sentence {
  const difference = figure.score - figure.baseline_score;
  const whole = alpha >= 1;
  const sum = whole ? difference + figure.certificate.delta : gathered(figure.path, alpha);
  return {
    text: `Σ ${signed(sum)} · F(x) − F(x′) ${signed(difference)}`,
    tip: whole
      ? (figure.metrics.find(({ of_sum }) => of_sum)?.tip ?? "")
      : `Gathered from the baseline up to α; at α = 1 the attributions should sum to F(x) − F(x′) = ${signed(difference)}`,
  };
}

/** A part of F(x) − F(x′): its share where one can be told, else the plain number. */
export function part({ said, score, baseline_score: start }: Facts, value: number): string {
  return said.shares ? percent(value / (score - start)) : signed(value);
}

/** The next smaller tolerance on offer, or null when there is none. */
export function finer({ tol }: Certificate, tols: readonly number[]): number | null {
  if (tol === null) return null;
  const smaller = tols.filter((one) => one < tol * 0.999);
  return smaller.length > 0 ? Math.max(...smaller) : null;
}

/** Whether going on could give a smaller error: not where all evaluations were spent in vain. */
export function canRefine({ converged }: Certificate, { state }: Status): boolean {
  return state !== "computing" && (converged !== false || state !== "ready");
}
