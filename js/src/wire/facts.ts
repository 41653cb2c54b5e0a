// Checks of what every kind of figure holds.

import { bytes, FigureError, sameLength } from "./arrays";
import type { BaselinePrediction, Facts, SignedSteps, WireSteps } from "./types";

/** Refuse facts that do not keep to the wire's rules. */
export function checkFacts({ baseline_prediction, path }: Facts): void {
  checkBaseline(baseline_prediction);
  sameLength("path", path.alphas, path.weights, path.scores, path.contributions);
}

function checkBaseline(said: BaselinePrediction | null | undefined): void {
  if (said === null || said === undefined) return;
  const { label, score, entropy } = said;
  const known = entropy === null || Number.isFinite(entropy);
  if (typeof label === "string" && Number.isFinite(score) && known) return;
  throw new FigureError("The figure's baseline_prediction is not as it should be: update igviz.");
}

/** Decode signed step gradients, each of a `shape`; lists `beside` have one entry for each step, too. */
export async function decodeSteps(
  steps: WireSteps,
  shape: readonly number[],
  ...beside: number[][]
): Promise<SignedSteps> {
  const { alphas, weights, signed_scale: signedScale } = steps;
  sameLength("steps", alphas, weights, signedScale, ...beside);
  const signed = await bytes("steps.signed", steps.signed, "i8", [alphas.length, ...shape]);
  const levels = new Int8Array(signed.buffer, signed.byteOffset, signed.length);
  return { alphas, weights, signed: levels, signedScale };
}
