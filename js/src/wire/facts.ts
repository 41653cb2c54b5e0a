// What every kind of figure holds: checked, and with words in it.

import type * as Wire from "../generated/schema";
import { bytes, FigureError, sameLength } from "./arrays";

/** What every kind of figure says about its result. */
export interface Facts extends Wire.Facts {
  said: Wire.Said;
  metrics: Wire.Measured[];
}

/** Signed step gradients at the kept points of the path, each quantised by its own scale. */
export interface SignedSteps {
  alphas: number[];
  weights: number[];
  signed: Int8Array;
  signedScale: number[];
}

/** Refuse facts that do not keep to the wire's rules; return what is said of the result. */
export function checkFacts({
  certificate,
  path,
  said = bare(certificate),
  metrics = [sum(certificate)],
}: Wire.Facts): Pick<Facts, "said" | "metrics"> {
  sameLength("path", path.alphas, path.weights, path.scores, path.contributions);
  const { error, evaluations, refining, baseline } = said;
  const optional = [refining, baseline].filter((one) => one !== null);
  if ([error, evaluations, ...metrics, ...optional].every(isSentence)) return { said, metrics };
  throw new FigureError("The figure's said is not as it should be: update igviz.");
}

function isSentence(given: Partial<Wire.Sentence> | null | undefined): boolean {
  return typeof given?.text === "string" && typeof given.tip === "string";
}

/** Of a figure that a version of igviz without words wrote: its numbers. */
function bare({ evaluations, error }: Wire.Certificate): Wire.Said {
  return {
    error: plain("error", error),
    refining: null,
    evaluations: plain("evaluations", evaluations),
    baseline: null,
    shares: false,
  };
}

function sum({ delta }: Wire.Certificate): Wire.Measured {
  const said = plain("completeness error", delta);
  return { name: "completeness", source: "", value: null, of_sum: true, ...said };
}

function plain(name: string, value: number | null): Wire.Sentence {
  return {
    text: `${name} ${value === null ? "unknown" : Number(value.toPrecision(3))}`.replace("-", "−"),
    tip: "An earlier version of igviz wrote this figure; compute it again to read more.",
  };
}

/** Decode signed step gradients, each of a `shape`; lists `beside` have one entry for each step, too. */
export async function decodeSteps(
  steps: Wire.Steps,
  shape: readonly number[],
  ...beside: number[][]
): Promise<SignedSteps> {
  const { alphas, weights, signed_scale: signedScale } = steps;
  sameLength("steps", alphas, weights, signedScale, ...beside);
  const signed = await bytes("steps.signed", steps.signed, "i8", [alphas.length, ...shape]);
  const levels = new Int8Array(signed.buffer, signed.byteOffset, signed.length);
  return { alphas, weights, signed: levels, signedScale };
}
