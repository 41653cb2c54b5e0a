// What is said about one part of the input: a pixel, a word.

export interface Reading {
  value: number;
  error: number | null;
  /** 1 for the largest magnitude. */
  rank: number;
  of: number;
  /** Of the sum of all magnitudes. */
  share: number;
}
