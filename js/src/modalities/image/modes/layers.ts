// The attribution as one layer of colour for each sign.

import { PALETTES } from "../../../generated/palettes";
import type { Layer } from "../../../view/paint/pictures";
import type { Ranking } from "../../../view/paint/ranking";
import { type Range, strengths } from "../../../view/paint/strengths";
import { SIGNS } from "../../../view/signs";
import type { SignedMap } from "../maps";
import type { ImageState } from "../slice";

/** What is layered, and the map whose rankings scale it. */
interface Layered {
  maps: SignedMap;
  scaling: SignedMap;
  range: (ranking: Ranking) => Range;
}

export function layers(
  { polarity, palette }: Pick<ImageState, "polarity" | "palette">,
  { maps, scaling, range }: Layered,
): Layer[] {
  return SIGNS.filter((sign) => polarity === "both" || polarity === sign).map((sign) => {
    const [map, factor] = maps.sign(sign);
    const strength = strengths(map, range(scaling.signRanking(sign)), factor);
    return { strength, channel: PALETTES[palette][sign] };
  });
}
