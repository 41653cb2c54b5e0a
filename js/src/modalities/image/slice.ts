// What a reader has chosen of pictures.

import type { Polarity } from "../../view/signs";
import type { Shared } from "../../view/state";

export interface ImageSlice {
  /** The name of a picture mode. */
  mode: string;
  polarity: Polarity;
  /** Width in pixels that attribution is added up over; null for what suits each picture. */
  grain: number | null;
  /** What is drawn at full strength, as the mode counts it; remembered for each mode. */
  clip: Record<string, number>;
  /** How far the attribution covers the image, 0..1, remembered for each mode. */
  strength: Record<string, number>;
  /** Value in the end colours of the heat map that is kept for the next pictures, in raw units. */
  pin: number | null;
  /** Step gradients all on one scale instead of each by itself. */
  sharedScale: boolean;
  /** The pixel under the pointer or the keyboard's crosshair. */
  pixel: { x: number; y: number } | null;
  /** The channel that was chosen and the one under the pointer. */
  channel: number | null;
  hoveredChannel: number | null;
  /** The region that was chosen, and the one under the pointer. */
  region: number | null;
  hoveredRegion: number | null;
}

/** All that a picture is drawn by. */
export type ImageState = Shared & ImageSlice;

/** What another picture in the same view does not inherit. */
export const FORGOTTEN = {
  pixel: null,
  channel: null,
  hoveredChannel: null,
  region: null,
  hoveredRegion: null,
} as const;
