// Numbers as people read them: at most three significant figures, a true minus sign, never "NaN".
// igviz/figure/formats.py writes them alike; tests/golden/words.json holds both to it.

import { THIN, TINY } from "../generated/limits";

const MINUS = "\u2212";

function minus(text: string): string {
  return text.replace(/-/g, MINUS);
}

/** Three significant figures: 0.861, 12.3, −4.05e−6. */
export function number(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e6) return minus(trim(value.toExponential(2)).replace("e+", "e"));
  if (size >= 100) return whole(value);
  return minus(trim(value.toPrecision(3)));
}

function trim(text: string): string {
  return text.replace(/(\.\d*?)0+(e|$)/, "$1$2").replace(/\.(e|$)/, "$1");
}

/** Rounded half away from zero, as the figures after a point are. */
function whole(value: number): string {
  const digits = String(Math.round(Math.abs(value))).replace(/\B(?=(\d{3})+$)/g, THIN);
  return value < 0 ? `${MINUS}${digits}` : digits;
}

/** A whole number with thin spaces: 50 176. */
export function count(value: number): string {
  return Number.isFinite(value) ? whole(value) : "–";
}

/** What the parts that are not told one by one are called: 3 others. */
export function othersName(parts: number): string {
  return `${count(parts)} other${parts === 1 ? "" : "s"}`;
}

/** A score of the model: a probability as 0.86, anything else by {@link number}. */
export function score(value: number | null | undefined, output: string): string {
  if (output !== "probability" || value === null || value === undefined) return number(value);
  // What is below zero is the difference of two probabilities.
  if (!Number.isFinite(value) || value < 0) return number(value);
  if (value > 0 && value < TINY) return "<0.001";
  if (value < 1 && value >= 0.9995) return ">0.999";
  return value !== 0 && value !== 1 && (value < 0.095 || value > 0.99)
    ? value.toFixed(3)
    : value.toFixed(2);
}

/** What the scores of a figure are read beside. */
interface Ends {
  output: string;
  score: number;
  baseline_score: number;
}

/** A score beside those of both ends: by {@link number} where these could not be told apart. */
export function scoreIn(figure: Ends, value: number | null | undefined): string {
  const { output, score: end, baseline_score: start } = figure;
  const plain = score(value, output);
  if (output !== "probability" || !value || !(value > 0 && value < 0.9995)) return plain;
  const same = score(end, output) === score(start, output);
  const toldApart = same && number(end) !== number(start);
  return toldApart || Math.max(end, start) < TINY ? number(value) : plain;
}

/** A share as a percentage: 0.997 → 99.7 %. */
export function percent(share: number | null | undefined): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return "–";
  const value = share * 100;
  const size = Math.abs(value);
  if (size > 0 && size < 0.01) return `<0.01${THIN}%`;
  const text = size >= 99.95 ? whole(value) : minus(trim(value.toPrecision(size < 1 ? 1 : 3)));
  return `${text}${THIN}%`;
}

/** A number that always shows its sign: +0.861, −0.5, 0. */
export function signed(value: number): string {
  return `${value > 0 ? "+" : ""}${number(value)}`;
}

/** α between 0 and 1 with two decimals. */
export function alpha(value: number): string {
  return value.toFixed(2);
}
