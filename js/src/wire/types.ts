// What every kind of figure says about its result, as Python's `Figure` holds it.

import type { WireArray } from "./arrays";

export interface Prediction {
  index: number;
  label: string;
  score: number;
}

export interface Certificate {
  evaluations: number;
  error: number | null;
  tol: number | null;
  delta: number;
  converged: boolean | null;
  method: string;
  worst: [number, number] | null;
}

export interface Path {
  alphas: number[];
  weights: number[];
  scores: number[];
  contributions: number[];
}

/**
 * What the model says at the baseline; entropy as a share of its maximum, which even odds have, null
 * where answers do not exclude each other.
 */
export interface BaselinePrediction {
  label: string;
  score: number;
  entropy: number | null;
}

export interface Facts {
  title: string;
  baseline_name: string;
  /** Figures of older files have none. */
  baseline_prediction?: BaselinePrediction | null;
  path: Path;
  target: { index: number | null; label: string };
  output: "probability" | "logit" | "score";
  score: number;
  baseline_score: number;
  predictions: Prediction[];
  certificate: Certificate;
  notes: string[];
  provenance: Record<string, string>;
}

/** Signed step gradients as they come over the wire. */
export interface WireSteps {
  alphas: number[];
  weights: number[];
  signed: WireArray;
  signed_scale: number[];
}

/** Signed step gradients at the kept points of the path, each quantised by its own scale. */
export interface SignedSteps {
  alphas: number[];
  weights: number[];
  signed: Int8Array;
  signedScale: number[];
}

/** Several figures to choose from. */
export interface WireGallery {
  kind: "many";
  version: 1;
  figures: unknown[];
  title?: string;
}
