// The words under the picture or text: what its colours mean, and why there are none.

import type { Scene, Sign } from "../modalities/image/scene";
import type { TextScene } from "../modalities/text/scene";
import type { Figure } from "../wire/figure";
import { scoreIn } from "./format";
import { PALETTES } from "./palette";
import type { Status, View } from "./state";
import { errorOf } from "./trust";

const capital = (text: string): string => text[0].toUpperCase() + text.slice(1);

const NOTHING = "No attribution: nothing here changes the score.";
const NOT_YET = "Nothing summed up yet: the path begins here.";

/** One sentence on what the colours mean, or on why there are none. */
export function legend(view: View, has: Record<Sign, boolean>, meet = false): string {
  const { positiveName: up, negativeName: down, bothName } = PALETTES[view.palette];
  if (view.mode === "image") return "What the model saw.";
  if (view.mode === "window" && (has.positive || has.negative)) {
    return "Bright pixels matter for the score, dark ones do not.";
  }
  if (!has.positive && !has.negative) return NOTHING;
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
  if (what) return `${capital(up)} outlines what raises the score, ${down} what lowers it.`;
  const both = mixes(view, meet) ? `, ${bothName} does both` : "";
  return `${capital(up)} raises the score, ${down} lowers it${both}.`;
}

/** Whether the colours of both signs may lie on one another. */
export function mixes({ mode, polarity }: View, meet: boolean): boolean {
  return meet && mode === "overlay" && polarity === "both";
}

/** The same at length, for whoever hovers or asks. */
export function meaning(view: View, kind: Figure["kind"] = "image", meet = false): string {
  const { positiveName: up, negativeName: down, bothName } = PALETTES[view.palette];
  const what = kind === "image" ? "this" : "a word";
  const both = mixes(view, meet)
    ? ` ${capital(bothName)}: one channel of the pixel raises the score, another lowers it.`
    : "";
  return (
    `${capital(up)}: moving ${what} further from the baseline raises the score. ` +
    `${capital(down)}: moving it back toward the baseline would raise the score.${both}`
  );
}

/** What the colours of a text mean, or why there are none. */
export function textLegend(view: View, scene: TextScene): string {
  const { positiveName: up, negativeName: down } = PALETTES[view.palette];
  const has = scene.signs(view);
  if (!has.positive && !has.negative) return NOTHING;
  if (view.textPolarity === "both") {
    return `${capital(up)} raises the score, ${down} lowers it.`;
  }
  const [name, does] = view.textPolarity === "positive" ? [up, "raises"] : [down, "lowers"];
  return `${has[view.textPolarity] ? capital(name) : "Nothing here"} ${does} the score.`;
}

/** Words where a text itself would be silent; empty where it shows something. */
export function textSilence(view: View, scene: TextScene, stage: number): string {
  if (scene.drawn(view, stage).some((value) => value !== 0)) return "";
  const has = scene.signs(view);
  if (!has.positive && !has.negative) return NOTHING;
  if (!scene.steps.isFinal(stage)) return stage === 0 ? NOT_YET : "";
  const hidden = view.textPolarity === "both" || has[view.textPolarity];
  if (view.certain && hidden) {
    const what = view.words ? "word" : "token";
    return `Nothing here is certain: no ${what} exceeds twice its standard error.`;
  }
  return textLegend(view, scene);
}

/** Words where the picture itself would be silent; empty where it shows something. */
export function silence(view: View, scene: Scene, stage: number): string {
  if (view.mode === "image") return "";
  const has = scene.signs;
  if (!has.positive && !has.negative) return NOTHING;
  const drawn = scene.drawnSigns(view, stage);
  const wanted = view.mode === "window" ? "both" : view.polarity;
  const shows = (sign: Sign) => wanted === "both" || wanted === sign;
  if (SIGNS.some((sign) => shows(sign) && drawn[sign])) return "";
  if (!scene.isFinal(stage)) return NOT_YET;
  const hidden = SIGNS.some((sign) => shows(sign) && has[sign]);
  if (hidden) return "Nothing here is certain: no pixel exceeds twice its standard error.";
  return legend(view, has);
}

const SIGNS = ["positive", "negative"] as const;

/** What a screen reader says when a picture has become another or better. */
export function announcement(figure: Figure, status: Status): string {
  const computing = status.state === "computing";
  const { text } = errorOf(figure.certificate, computing);
  const what = `${figure.target.label}, ${figure.output} ${scoreIn(figure, figure.score)}`;
  return `${computing ? "Computing. " : ""}${what}: ${text}.`;
}
