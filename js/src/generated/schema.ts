// Written by scripts/generate.py from igviz/figure and igviz/modalities: change it there.

/** An array as bytes, little endian, C order. */
export interface WireArray {
  dtype: "u8" | "i8" | "f32";
  shape: number[];
  data: DataView | ArrayBuffer | ArrayBufferView | string;
}

/** The nodes of the path, ascending in alpha; one entry per node. */
export interface Path {
  alphas: number[];
  weights: number[];
  scores: number[];
  contributions: number[];
}

/** Kept step gradients, (K, ...): values are levels times the scale of their step. */
export interface Steps {
  alphas: number[];
  weights: number[];
  signed: WireArray;
  signed_scale: number[];
}

/** What is explained; `index` is null for anything but one class. */
export interface Target {
  index: number | null;
  label: string;
}

/** One class the model considers. */
export interface Prediction {
  index: number;
  label: string;
  score: number;
}

/** How far the attribution can be trusted; see `igviz.engine.attribution.Certificate`. */
export interface Certificate {
  evaluations: number;
  error: number | null;
  tol: number | null;
  delta: number;
  converged: boolean | null;
  method: string;
  worst: number[] | null;
}

/**
 * What the model says at the baseline.
 *
 * `entropy` is that of the probabilities there, as a share of its maximum, which even odds have;
 * null for probabilities that do not exclude each other.
 */
export interface BaselinePrediction {
  label: string;
  score: number;
  entropy: number | null;
}

/** A short text and what it means, for whoever hovers. */
export interface Sentence {
  text: string;
  tip: string;
}

/** What the model says at the baseline; `leans` where that is no neutral starting point. */
export interface BaselineSentence extends Sentence {
  leans: boolean;
}

/**
 * What `igviz.figure.sentences` says of a finished result.
 *
 * `refining` stands for `error` while more is computed, and is null where the error is as small as
 * asked for; `shares` tells whether shares of F(x) - F(x') mean anything.
 */
export interface Said {
  error: Sentence;
  refining: Sentence | null;
  evaluations: Sentence;
  baseline: BaselineSentence | null;
  shares: boolean;
}

/**
 * The value of one metric, null where it means nothing, and where the metric comes from.
 *
 * `of_sum` tells that it judges the sum of all attributions, beside which its tip belongs.
 */
export interface Measured extends Sentence {
  name: string;
  source: string;
  value: number | null;
  of_sum?: boolean;
}

/**
 * What every kind of figure says about its result.
 *
 * Figures of older files have no `baseline_prediction`, `said` and `metrics`.
 */
export interface Facts {
  version: 1;
  title: string;
  baseline_name: string;
  baseline_prediction?: BaselinePrediction | null;
  path: Path;
  target: Target;
  output: "probability" | "logit" | "score";
  score: number;
  baseline_score: number;
  predictions: Prediction[];
  certificate: Certificate;
  said?: Said;
  metrics?: Measured[];
  notes: string[];
  provenance: Record<string, string>;
}

/** Several figures to choose from in one view. */
export interface Gallery {
  kind: "many";
  version: 1;
  figures: Facts[];
  title?: string;
}

/**
 * One explanation of a graph of N circles and L lines.
 *
 * A circle is a node, or an atom with its hydrogens; a line is an edge with both its directions.
 * `labels` stand in the circles; `box` is the width and height of the drawing, and `paths` are the
 * strokes of the lines, as SVG has them.
 *
 * `names`, `places` (x and y), `told`, `values` and `error` are of the U parts: the circles, then
 * the lines where features of edges are on the path. What is told of a part are its strongest
 * features, each a name and what it adds. `totals` are the attributions of the strongest
 * `features`, summed over the graph, and `about` the circles that the target speaks of.
 */
export interface GraphFigure extends Facts {
  kind: "graph";
  noun: string;
  names: string[];
  labels: string[];
  box: number[];
  places: number[];
  radius: number;
  paths: string[];
  told: string[][][];
  features: string[];
  totals: number[];
  about: number[];
  values: WireArray;
  error: WireArray | null;
  steps: Steps;
}

/**
 * Step gradients that also keep what the channels of a pixel cancel: absolute less |signed|.
 *
 * That is mostly small: it deflates to half of what the absolute maps would take.
 */
export interface ImageSteps extends Steps {
  cancelled: WireArray;
  cancelled_scale: number[];
}

/** One explanation of an image; maps are (H, W), pictures (H, W, 3). */
export interface ImageFigure extends Facts {
  kind: "image";
  image: WireArray;
  baseline: WireArray;
  positive: WireArray;
  negative: WireArray;
  error: WireArray | null;
  steps: ImageSteps;
}

/**
 * One explanation of a row of D features; `values`, the attributions, and `error` are (D,).
 *
 * `inputs` and `baseline` hold what each feature is at both ends of the path.
 */
export interface TabularFigure extends Facts {
  kind: "tabular";
  names: string[];
  inputs: number[];
  baseline: number[];
  values: WireArray;
  error: WireArray | null;
  steps: Steps;
}

/**
 * One token as it is shown; `before` and `text` one after the other are the text.
 *
 * `word` numbers the word that a token is part of, `segment` the text of a pair; `special` marks
 * what the tokenizer added.
 */
export interface Token {
  before: string;
  text: string;
  special: boolean;
  word: number;
  segment: number;
}

/**
 * One explanation of a text of T tokens; `values` and `error` are (T,).
 *
 * `about` lists the tokens that the explained output speaks of: one that is labelled, or the start
 * of an answer.
 */
export interface TokensFigure extends Facts {
  kind: "tokens";
  tokens: Token[];
  after: string;
  values: WireArray;
  error: WireArray | null;
  steps: Steps;
  about: number[];
}
