// What the colours of parts of the input mean, and words where these show nothing.

import type { StepSums } from "./paint/sums";
import { absence, colours, NOT_YET, uncertain } from "./sentences";
import type { Polarity, Signs } from "./signs";
import type { Shown } from "./spans";
import type { Shared } from "./state";

type Look = Pick<Shared, "palette" | "certain"> & { polarity: Polarity };

/** Attributions of which some may be muted. */
interface Parts {
  readonly signs: Signs;
  drawn(shown: Shown, stage: number): Float32Array;
}

/** What the colours mean, or why there are none. */
export function legend({ palette, polarity }: Omit<Look, "certain">, parts: Parts): string {
  return absence(polarity, parts.signs) || colours(palette, polarity);
}

/** Words where nothing is drawn; empty where something is. `part` is what one of them is. */
export function silence(
  view: Look,
  parts: Parts,
  steps: StepSums,
  stage: number,
  part: string,
): string {
  if (parts.drawn(view, stage).some((value) => value !== 0)) return "";
  const nothing = absence("both", parts.signs);
  if (nothing) return nothing;
  if (!steps.isFinal(stage)) return stage === 0 ? NOT_YET : "";
  const absent = absence(view.polarity, parts.signs);
  if (absent || !view.certain) return legend(view, parts);
  return uncertain(part);
}
