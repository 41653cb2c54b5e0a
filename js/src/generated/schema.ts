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
 * Figures of older files have no `baseline_prediction`, `said` and `metrics`. `beside` is what
 * other inputs of the model are given, where a figure is of one of several.
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
  beside?: number;
}

/** Several figures to choose from in one view. */
export interface Gallery {
  kind: "many";
  version: 1;
  figures: Facts[];
  title?: string;
}

/** One explanation of an array; `inputs`, `values`, the attributions, have its shape. */
export interface ArrayFigure extends Facts {
  kind: "array";
  inputs: WireArray;
  values: WireArray;
  error: WireArray | null;
  steps: Steps;
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

/** C channels that are no colours: the attribution of each, (C,), summed over all pixels. */
export interface Channels {
  names: string[];
  values: WireArray;
  steps: Steps;
}

/**
 * Parts that together are all of an image: `labels`, (H, W), count them in order of names.
 *
 * `edge` is the grain over which attribution is shared across an edge; `given` tells that a person
 * named them.
 */
export interface ImageRegions {
  labels: WireArray;
  names: string[];
  edge: number;
  given: boolean;
}

/**
 * One explanation of an image; maps are (H, W), pictures (H, W, 3).
 *
 * `grain` is the width in pixels that attribution is added up over when the picture opens.
 */
export interface ImageFigure extends Facts {
  kind: "image";
  image: WireArray;
  baseline: WireArray;
  positive: WireArray;
  negative: WireArray;
  error: WireArray | null;
  grain: number;
  regions: ImageRegions;
  steps: ImageSteps;
  channels?: Channels;
}

/** One input: its name, the sum of its attributions, and its figure but for what all share. */
export interface Part {
  name: string;
  value: number;
  figure: Record<string, unknown>;
}

/** One explanation of several inputs on one path. */
export interface PartsFigure extends Facts {
  kind: "parts";
  parts: Part[];
}

/**
 * N rows of D features, of which the facts are those of all together, scores their means.
 *
 * `inputs`, `values` (attributions) and `baselines` are (N, D), the last (1, D) where all rows have
 * the same; `scores` and `baseline_scores` (N,); `errors` too, below zero where unknown. A feature
 * with `categories` has their places for its values. `of` is the place of each row's target in
 * `labels`. Where rows are few, `figures` holds a whole one of each.
 *
 * `missing` are the places of cells without a value in `inputs`, row after row, and `unknown` those
 * in `baselines`. What stands there is the mean of its column, so that it is drawn in a middle
 * shade; nobody reads it.
 */
export interface RowsFigure extends Facts {
  kind: "rows";
  names: string[];
  rows: string[];
  labels: string[];
  of: number[];
  categories: string[][];
  inputs: WireArray;
  baselines: WireArray;
  missing: number[];
  unknown: number[];
  values: WireArray;
  scores: WireArray;
  baseline_scores: WireArray;
  errors: WireArray;
  figures: unknown[];
}

/** A place on the time axis, counted in steps, and what is written there. */
export interface Tick {
  at: number;
  label: string;
}

/** Steps `start` up to, not including, `end`, and when they are. */
export interface Interval {
  start: number;
  end: number;
  name: string;
}

/**
 * One explanation of a series of C channels and T steps; arrays are (C, T).
 *
 * `inputs` and `baseline` hold what the series is at both ends of the path. `rate` is in Hz;
 * `dates` are seconds since 1970, of the first and the last step where all are evenly spaced.
 * `hertz` are the frequencies that the channels of a spectrogram stand for.
 */
export interface SeriesFigure extends Facts {
  kind: "series";
  channels: string[];
  hertz: number[] | null;
  inputs: WireArray;
  baseline: WireArray;
  values: WireArray;
  error: WireArray | null;
  steps: Steps;
  rate: number | null;
  dates: number[] | null;
  ticks: Tick[];
  intervals: Interval[];
}

/**
 * One explanation of a row of D features; `values`, the attributions, and `error` are (D,).
 *
 * `inputs` and `baseline` hold what each feature is at both ends of the path, null where there is
 * no value or none is known. `spread` is by how much attributions differ from baseline to baseline,
 * their standard deviation (D,), where several are averaged.
 */
export interface TabularFigure extends Facts {
  kind: "tabular";
  names: string[];
  inputs: (number | string | null)[];
  baseline: (number | string | null)[];
  values: WireArray;
  error: WireArray | null;
  spread?: WireArray | null;
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

/**
 * One explanation of a volume, (D, H, W); `values`, the attributions, are of that shape.
 *
 * `image` is (D, H, W, C) with one or three channels: 256 levels from `low` to `high`. `level` and
 * `width` are of the window in which it opens: what lies around the level is grey. `axes` are what
 * D, H and W are called.
 */
export interface VolumeFigure extends Facts {
  kind: "volume";
  axes: string[];
  image: WireArray;
  low: number;
  high: number;
  level: number;
  width: number;
  values: WireArray;
  error: WireArray | null;
  steps: Steps;
}
