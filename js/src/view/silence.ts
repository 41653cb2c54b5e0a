// What the colours of parts of the input mean, and words where these show nothing.

import type { StepSums } from "./paint/sums";
import { absence, colours, NOT_YET, uncertain } from "./sentences";
import type { Polarity } from "./signs";
import type { Spans } from "./spans";
import type { Shared } from "./state";

type Look = Pick<Shared, "palette" | "certain"> & { polarity: Polarity };

/** What the colours mean, or why there are none. */
export function legend({ palette, polarity }: Omit<Look, "certain">, spans: Spans): string {
  return absence(polarity, spans.signs) || colours(palette, polarity);
}

/** Words where nothing is drawn; empty where something is. `part` is what one of the spans is. */
export function silence(
  view: Look,
  spans: Spans,
  steps: StepSums,
  stage: number,
  part: string,
): string {
  if (spans.drawn(view, stage).some((value) => value !== 0)) return "";
  const nothing = absence("both", spans.signs);
  if (nothing) return nothing;
  if (!steps.isFinal(stage)) return stage === 0 ? NOT_YET : "";
  const absent = absence(view.polarity, spans.signs);
  if (absent || !view.certain) return legend(view, spans);
  return uncertain(part);
}
