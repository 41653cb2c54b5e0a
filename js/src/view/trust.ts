// How far what is shown can be relied on, in words: error, sum, effort and baseline.

import type { Certificate, Facts } from "../wire/types";
import { about, alpha, count, estimate, number, percent, scoreIn, signed } from "./format";
import type { Status } from "./host";
import { gathered, hardlyChanges } from "./path";

/** A short text and what it means, for whoever hovers. */
export interface Explained {
  text: string;
  tip: string;
}

/** Whether the attributions of all `parts` (pixels, tokens) add up to F(x) − F(x′), as they should. */
export function addsUp(figure: Facts, parts: string): Explained {
  const difference = figure.score - figure.baseline_score;
  const { delta } = figure.certificate;
  const sum = difference + delta;
  const gap = delta === 0 ? "" : ` (${signed(delta)})`;
  const sums =
    `Completeness: the attributions of all ${parts} sum to ${signed(sum)}, and should sum to ` +
    `F(x) − F(x′) = ${signed(difference)}, the score of the input less that of the baseline`;
  if (hardlyChanges(figure)) {
    return {
      text: `score hardly changes from the baseline, attributions sum to ${signed(sum)}`,
      tip: `${sums}. That difference is so small that a percentage of it would say nothing.`,
    };
  }
  const share = sum / difference;
  const off = share - 1;
  const miss =
    delta === 0 ? "exactly" : `${percent(Math.abs(off))} too ${off > 0 ? "much" : "little"}${gap}`;
  return {
    text:
      Math.abs(share) < 10
        ? `adds up to ${percent(share)}`
        : `adds up to ${number(sum)} instead of ${number(difference)}`,
    tip: `${sums}: ${miss}. A good sum alone does not prove a good attribution, as errors of opposite sign cancel.`,
  };
}

/** What all attributions sum to at α, beside what they should sum to in the end. */
export function sumOf(figure: Facts, alpha: number, parts: string): Explained {
  const difference = figure.score - figure.baseline_score;
  const whole = alpha >= 1;
  const sum = whole ? difference + figure.certificate.delta : gathered(figure.path, alpha);
  return {
    text: `Σ ${signed(sum)} · F(x) − F(x′) ${signed(difference)}`,
    tip: whole
      ? addsUp(figure, parts).tip
      : `Gathered from the baseline up to α; at α = 1 the attributions should sum to F(x) − F(x′) = ${signed(difference)}`,
  };
}

/** A part of F(x) − F(x′): its share where one can be told, else the plain number. */
export function part(figure: Facts, value: number): string {
  const difference = figure.score - figure.baseline_score;
  return hardlyChanges(figure) ? signed(value) : percent(value / difference);
}

const ERROR_TIP =
  "Estimated distance of these attributions from the exact integral, relative to their size";

/** How far the attribution may be from the exact integral, in plain words. */
export function errorOf(certificate: Certificate, computing = false): Explained {
  const { error, tol, converged, method } = certificate;
  if (converged === null && error === null) {
    return {
      text: "fixed rule: error unknown",
      tip:
        `A fixed rule (${method}) evaluates the points it is told to and cannot tell how far the ` +
        "result is from the exact integral. Give tol instead of n_steps to have the error estimated.",
    };
  }
  if (converged !== false && error !== null) {
    return {
      text: `error ${estimate(error)}`,
      tip: `${ERROR_TIP}. It is as small as asked for.`,
    };
  }
  const much = error === null ? "error unknown" : `error ${estimate(error)}`;
  if (computing) {
    return { text: `${much}, refining`, tip: `${ERROR_TIP}. It falls while more is computed.` };
  }
  const asked = tol === null ? "" : ` (asked for ${about(tol)})`;
  return {
    text: `not converged: ${much}${asked}${worst(certificate)}`,
    tip: `${ERROR_TIP}. It could not be brought down to what was asked for: do not rely on details.`,
  };
}

function worst({ worst: stretch }: Certificate): string {
  if (!stretch) return "";
  const [from, to] = stretch.map(alpha);
  return from === to ? `, worst near α ${from}` : `, worst between α ${from} and ${to}`;
}

export function evaluations({ evaluations: n, method }: Certificate): Explained {
  const how = method === "adaptive" ? "chosen as the path required" : `by the rule ${method}`;
  return {
    text: `${count(n)} evaluation${n === 1 ? "" : "s"}`,
    tip: `How often the model's gradient was computed: the points of the path, ${how}`,
  };
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

// The three thresholds and the words are those of igviz/figure/sentences.py.
/** From this share of the most entropy there could be, the model has not made up its mind. */
const UNDECIDED = 0.9;
/** Score of the preferred class from which on a baseline that is not undecided leans ... */
const LEANS_SCORE = 0.5;
/** ... and the most entropy then, where scores are no probabilities. */
const LEANS_ENTROPY = 0.6;

export interface BaselineSays extends Explained {
  /** The baseline is no neutral starting point. */
  leans: boolean;
}

/** What the model says at the baseline, which ought to be nothing much; null where unknown. */
export function baselineSays(figure: Facts): BaselineSays | null {
  const said = figure.baseline_prediction;
  if (!said) return null;
  const { entropy } = said;
  const what = `${said.label} ${scoreIn(figure, said.score)}`;
  const there = `At the baseline the model says ${what}`;
  if (entropy === null) {
    return {
      leans: false,
      text: `says ${what}`,
      tip: `${there}. Its answers do not exclude each other: several may hold at once.`,
    };
  }
  const probability = figure.output === "probability";
  const leans = probability
    ? said.score >= LEANS_SCORE && entropy < UNDECIDED
    : entropy < LEANS_ENTROPY;
  const undecided = percent(Math.round(100 * Math.min(Math.max(entropy, 0), 1)) / 100);
  const calm = entropy >= UNDECIDED ? "undecided" : `prefers ${what}`;
  return {
    leans,
    text: leans ? `already says ${what}` : calm,
    tip:
      `${there}, ${undecided} undecided (the entropy of the prediction there, as a share of its maximum; ` +
      `100${THIN}% are even odds). ` +
      (leans
        ? "The attribution only tells what changes from there on: another baseline may suit better."
        : "The less it prefers anything there, the better the baseline stands for nothing."),
  };
}

const THIN = "\u202f";
