// The figure of a series with its arrays decoded.

import type { Interval, Tick } from "../../generated/schema";
import type { Facts, SignedSteps } from "../../wire/facts";

/** Arrays hold a channel after the other, each of so many steps. */
export interface SeriesFigure extends Facts {
  channels: string[];
  /** Frequencies of the channels of a spectrogram. */
  hertz: number[] | null;
  /** How many steps each channel has. */
  length: number;
  inputs: Float32Array;
  baseline: Float32Array;
  /** Signed attribution of each step of each channel. */
  values: Float32Array;
  error: Float32Array | null;
  steps: SignedSteps;
  /** Samples per second, where known. */
  rate: number | null;
  /** Seconds since 1970: of the first and the last step, or of each. */
  dates: number[] | null;
  ticks: Tick[];
  intervals: Interval[];
}
