// What a reader has chosen in the view. None of it needs the model.

import type { PaletteName } from "./palette";

export const MODES = ["window", "overlay", "heat", "outline", "image"] as const;
export type Mode = (typeof MODES)[number];

export const POLARITIES = ["positive", "negative", "both"] as const;
export type Polarity = (typeof POLARITIES)[number];

export interface View {
  mode: Mode;
  polarity: Polarity;
  palette: PaletteName;
  /** Percentile drawn at full strength (outlines: that a region starts at), for each mode. */
  clip: Record<Mode, number>;
  /** How far the attribution covers the image, 0..1, remembered for each mode. */
  strength: Record<Mode, number>;
  alpha: number;
  playing: boolean;
  /** Only what stands out from its own standard error is drawn. */
  certain: boolean;
  /** Value in the end colours of the heat map that is kept for the next pictures, in raw units. */
  pin: number | null;
  /** Step gradients all on one scale instead of each by itself. */
  sharedScale: boolean;
  /** The pixel under the pointer or the keyboard's crosshair. */
  pixel: { x: number; y: number } | null;
  help: boolean;
  /** Texts: the pieces of a word are added up. */
  words: boolean;
  /** Texts open with both signs, as a sentence is readable without any dimming. */
  textPolarity: Polarity;
  /** Texts: the value in the end colours that is kept for the next ones. */
  textPin: number | null;
  /** The token that was chosen and the one under the pointer. */
  token: number | null;
  hover: number | null;
  /** Galleries: which figure is shown, and the scale that all their texts have in common. */
  entry: number;
  shared: number | null;
}

/** What another figure in the same view does not inherit. */
export const FRESH = {
  playing: false,
  pixel: null,
  help: false,
  token: null,
  hover: null,
} as const satisfies Partial<View>;

export function initialView(): View {
  return {
    mode: "overlay",
    polarity: "positive",
    palette: "green-red",
    clip: { window: 99, overlay: 95, heat: 99.5, outline: 40, image: 99 },
    strength: { window: 1, overlay: 0.8, heat: 1, outline: 0.8, image: 1 },
    alpha: 1,
    playing: false,
    certain: false,
    pin: null,
    sharedScale: false,
    pixel: null,
    help: false,
    words: true,
    textPolarity: "both",
    textPin: null,
    token: null,
    hover: null,
    entry: 0,
    shared: null,
  };
}

export interface Status {
  state: "ready" | "computing" | "stopped" | "failed";
  job: number;
  fraction: number;
  message: string;
}

export const READY: Status = { state: "ready", job: 0, fraction: 1, message: "" };

/** What the kernel can be asked for. */
export interface Choices {
  labels: string[];
  baselines: string[];
  tols: number[];
}

export interface Selection {
  target?: number;
  baseline?: string;
  tol?: number;
  /** Counts up when the same is asked for again, as a notebook passes on only what differs. */
  again?: number;
}

/** A live host: what can be recomputed, and the way to ask for it. */
export interface Host {
  choices: Choices;
  /** What was asked for and is not shown yet. */
  readonly asked: Selection | null;
  select(selection: Selection): void;
  stop(): void;
}
