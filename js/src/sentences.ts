// The words under the picture.

import type { Certificate, Figure } from "./figure";
import { bound, count, number, percent } from "./format";
import { PALETTES } from "./palette";
import type { Sign } from "./scene";
import type { View } from "./state";

const capital = (text: string): string => text[0].toUpperCase() + text.slice(1);

/** One sentence on what the colours mean, or on why there are none. */
export function legend(view: View, has: Record<Sign, boolean>): string {
  const { positiveName: up, negativeName: down } = PALETTES[view.palette];
  if (view.mode === "image") return "What the model saw.";
  if (view.mode === "window" && (has.positive || has.negative)) {
    return "Bright pixels matter for the score, dark ones do not.";
  }
  if (!has.positive && !has.negative) return "No attribution: nothing here changes the score.";
  if (view.polarity === "positive" && !has.positive) return "Nothing here raises the score.";
  if (view.polarity === "negative" && !has.negative) return "Nothing here lowers the score.";
  const what = view.mode === "outline" ? " outlines" : "";
  if (view.polarity === "positive") {
    return what
      ? `${capital(up)} outlines what raises the score.`
      : `${capital(up)} raises the score.`;
  }
  if (view.polarity === "negative") {
    return what
      ? `${capital(down)} outlines what lowers the score.`
      : `${capital(down)} lowers the score.`;
  }
  return what
    ? `${capital(up)} outlines what raises the score, ${down} what lowers it.`
    : `${capital(up)} raises the score, ${down} lowers it.`;
}

/** The same at length, for whoever hovers or asks. */
export function meaning(view: View): string {
  const { positiveName: up, negativeName: down } = PALETTES[view.palette];
  return (
    `${capital(up)}: moving this further from the baseline raises the score. ` +
    `${capital(down)}: moving it back toward the baseline would raise the score.`
  );
}

/** Attributions as a share of F(x) − F(x′), which they should add up to. */
export function addsUp(figure: Figure): string {
  const difference = figure.score - figure.baseline_score;
  const { delta } = figure.certificate;
  const share = (difference + delta) / difference;
  return Math.abs(share) < 100
    ? `adds up to ${percent(share)}`
    : `adds up to within ${number(Math.abs(delta))}`;
}

export function errorText({ error }: Certificate): string | null {
  return error === null ? null : `error ≤ ${bound(error)}`;
}

export function evaluations(certificate: Certificate): string {
  const { evaluations: n } = certificate;
  return `${count(n)} evaluation${n === 1 ? "" : "s"}`;
}

/** The next smaller tolerance on offer, or null when there is none. */
export function finer(certificate: Certificate, tols: readonly number[]): number | null {
  const now = certificate.tol ?? Number.POSITIVE_INFINITY;
  const smaller = tols.filter((tol) => tol < now * 0.999);
  if (smaller.length > 0) return Math.max(...smaller);
  return certificate.converged === false && tols.length > 0 && Number.isFinite(now)
    ? now / 2
    : null;
}
