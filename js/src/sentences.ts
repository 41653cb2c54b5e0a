// The words under the picture.

import type { Certificate, Figure } from "./figure";
import { about, alpha, count, number, percent, score, signed } from "./format";
import { PALETTES } from "./palette";
import { hardlyChanges } from "./path";
import type { Scene, Sign } from "./scene";
import type { Status, View } from "./state";

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

/** Words where the picture itself would be silent; empty where it shows something. */
export function silence(view: View, scene: Scene, stage: number): string {
  if (view.mode === "image") return "";
  const has = scene.signs;
  if (!has.positive && !has.negative) return "No attribution: nothing here changes the score.";
  const drawn = scene.drawnSigns(view, stage);
  const wanted = view.mode === "window" ? "both" : view.polarity;
  const shows = (sign: Sign) => wanted === "both" || wanted === sign;
  if (SIGNS.some((sign) => shows(sign) && drawn[sign])) return "";
  if (!scene.isFinal(stage)) return "Nothing summed up yet: the path begins here.";
  const hidden = SIGNS.some((sign) => shows(sign) && has[sign]);
  if (hidden) return "Nothing here is certain: no pixel exceeds twice its standard error.";
  return legend(view, has);
}

const SIGNS = ["positive", "negative"] as const;

/** A short text and what it means, for whoever hovers. */
export interface Explained {
  text: string;
  tip: string;
}

/** Whether the attributions add up to F(x) − F(x′), as they should. */
export function addsUp(figure: Figure): Explained {
  const difference = figure.score - figure.baseline_score;
  const { delta } = figure.certificate;
  const sum = difference + delta;
  const gap = delta === 0 ? "" : ` (${signed(delta)})`;
  const sums =
    `Completeness: the attributions of all pixels sum to ${signed(sum)}, and should sum to ` +
    `F(x) − F(x′) = ${signed(difference)}, the score of the input less that of the baseline`;
  if (hardlyChanges(figure)) {
    return {
      text: `score hardly changes from the baseline, attributions sum to ${signed(sum)}`,
      tip: `${sums}. That difference is so small that a percentage of it would say nothing.`,
    };
  }
  const share = sum / difference;
  const off = share - 1;
  const miss =
    delta === 0 ? "exactly" : `${percent(Math.abs(off))} too ${off > 0 ? "much" : "little"}${gap}`;
  return {
    text:
      Math.abs(share) < 10
        ? `adds up to ${percent(share)}`
        : `adds up to ${number(sum)} instead of ${number(difference)}`,
    tip: `${sums}: ${miss}. A good sum alone does not prove a good picture, as errors of opposite sign cancel.`,
  };
}

/** A part of F(x) − F(x′): its share where one can be told, else the plain number. */
export function part(figure: Figure, value: number): string {
  const difference = figure.score - figure.baseline_score;
  return hardlyChanges(figure) ? signed(value) : percent(value / difference);
}

const ERROR_TIP =
  "Estimated distance of this picture's attributions from the exact integral, relative to their size";

/** How far the attribution may be from the exact integral, in plain words. */
export function errorOf(certificate: Certificate, computing = false): Explained {
  const { error, tol, converged, method } = certificate;
  if (converged === null && error === null) {
    return {
      text: "fixed rule: error unknown",
      tip:
        `A fixed rule (${method}) evaluates the points it is told to and cannot tell how far the ` +
        "result is from the exact integral. Give tol instead of n_steps to have the error estimated.",
    };
  }
  if (converged !== false && error !== null) {
    return {
      text: `error about ${about(error)}`,
      tip: `${ERROR_TIP}. It is as small as asked for.`,
    };
  }
  const much = error === null ? "error unknown" : `error about ${about(error)}`;
  if (computing) {
    return { text: `${much}, refining`, tip: `${ERROR_TIP}. It falls while more is computed.` };
  }
  const asked = tol === null ? "" : ` (asked for ${about(tol)})`;
  return {
    text: `not converged: ${much}${asked}${worst(certificate)}`,
    tip: `${ERROR_TIP}. It is larger than asked for: do not rely on details of this picture.`,
  };
}

function worst({ worst: stretch }: Certificate): string {
  if (!stretch) return "";
  const [from, to] = stretch.map(alpha);
  return from === to ? `, worst near α ${from}` : `, worst between α ${from} and ${to}`;
}

export function evaluations({ evaluations: n, method }: Certificate): Explained {
  const how = method === "adaptive" ? "chosen as the path required" : `by the rule ${method}`;
  return {
    text: `${count(n)} evaluation${n === 1 ? "" : "s"}`,
    tip: `How often the model's gradient was computed: the points of the path, ${how}`,
  };
}

/** The next smaller tolerance on offer, or null when there is none. */
export function finer({ tol }: Certificate, tols: readonly number[]): number | null {
  if (tol === null) return null;
  const smaller = tols.filter((one) => one < tol * 0.999);
  return smaller.length > 0 ? Math.max(...smaller) : null;
}

/** Whether going on could give a smaller error: not where all evaluations were spent in vain. */
export function canRefine({ converged }: Certificate, { state }: Status): boolean {
  return state !== "computing" && (converged !== false || state !== "ready");
}

/** What a screen reader says when a picture has become another or better. */
export function announcement(figure: Figure, status: Status): string {
  const computing = status.state === "computing";
  const { text } = errorOf(figure.certificate, computing);
  const what = `${figure.target.label}, ${figure.output} ${score(figure.score, figure.output)}`;
  return `${computing ? "Computing. " : ""}${what}: ${text}.`;
}
