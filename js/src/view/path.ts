// Reading the straight path: where the score saturates and which stretch of α contributes what.

import type { Path } from "../generated/schema";

/** Within this share of F(x) − F(x′) of its final value the score counts as saturated. */
const SATURATED_WITHIN = 0.1;
/** A shorter saturated stretch is not worth a remark. */
const SATURATED_FROM = 0.15;

/** The path with the scores of both its ends, which rules like Gauss–Legendre leave out. */
export function withEnds(path: Path, score: number, baselineScore: number): ScoreCurve {
  const alphas = [...path.alphas];
  const scores = [...path.scores];
  if (!(alphas[0] <= 0)) {
    alphas.unshift(0);
    scores.unshift(baselineScore);
  }
  if (!(alphas[alphas.length - 1] >= 1)) {
    alphas.push(1);
    scores.push(score);
  }
  return { alphas, scores };
}

export type ScoreCurve = Pick<Path, "alphas" | "scores">;

/** F at α, linear between the points of the path; null when nothing is known there. */
export function scoreAt(path: ScoreCurve, alpha: number): number | null {
  const { alphas, scores } = path;
  const known = alphas.map((_, i) => i).filter((i) => Number.isFinite(scores[i] ?? Number.NaN));
  if (known.length === 0) return null;
  const after = known.findIndex((i) => alphas[i] >= alpha);
  if (after < 0) return scores[known[known.length - 1]];
  if (after === 0) return scores[known[0]];
  const [a, b] = [known[after - 1], known[after]];
  const part = (alpha - alphas[a]) / (alphas[b] - alphas[a] || 1);
  return scores[a] + part * (scores[b] - scores[a]);
}

/**
 * Where the score stops changing: the α from which on |F(α) − F(x)| stays within 10 % of
 * |F(x) − F(x′)|, or null when that stretch is shorter than 15 % of the path.
 */
export function saturatedFrom(
  path: ScoreCurve,
  score: number,
  baselineScore: number,
): number | null {
  const room = SATURATED_WITHIN * Math.abs(score - baselineScore);
  if (!(room > 0)) return null;
  const { alphas, scores } = path;
  const off = (i: number) => Math.abs(scores[i] - score);
  let i = alphas.length - 1;
  while (i >= 0 && off(i) <= room) i--;
  if (i === alphas.length - 1) return null;
  let from = 0;
  if (i >= 0) {
    // Between the last point outside and the first inside, where a straight line would cross.
    const part = (off(i) - room) / (off(i) - off(i + 1) || 1);
    from = alphas[i] + part * (alphas[i + 1] - alphas[i]);
  }
  return 1 - from >= SATURATED_FROM ? from : null;
}

/** One stretch of α and what it adds to the score, in the score's unit. */
export interface Share {
  from: number;
  to: number;
  value: number;
}

/**
 * Contributions in equal stretches of α, so that heights can be compared although the points of
 * the path lie closer together in some places than in others. Each point stands for a stretch as
 * long as its weight.
 */
export function shares(path: Path, most = 28): Share[] {
  const total = path.weights.reduce((sum, weight) => sum + Math.max(weight, 0), 0);
  const bins = Math.max(1, Math.min(most, path.alphas.length));
  const out = Array.from({ length: bins }, (_, i) => ({
    from: i / bins,
    to: (i + 1) / bins,
    value: 0,
  }));
  if (!(total > 0)) return out;
  let start = 0;
  path.weights.forEach((weight, i) => {
    const value = weight * path.contributions[i];
    const end = start + Math.max(weight, 0) / total;
    if (!Number.isFinite(value) || end <= start) return;
    for (let bin = Math.floor(start * bins); bin < bins && bin / bins < end; bin++) {
      const overlap = Math.min(end, out[bin].to) - Math.max(start, out[bin].from);
      if (overlap > 0) out[bin].value += (value * overlap) / (end - start);
    }
    start = end;
  });
  return out;
}

/** Sum of the contributions of the points up to α, in the score's unit. */
export function gathered(path: Path, alpha: number): number {
  let sum = 0;
  path.alphas.forEach((at, i) => {
    const value = path.weights[i] * path.contributions[i];
    if (at <= alpha + 1e-9 && Number.isFinite(value)) sum += value;
  });
  return sum;
}
