// The attribution as one layer of colour for each sign.

import { PALETTES } from "../../../generated/palettes";
import type { Layer } from "../../../view/paint/pictures";
import { massRange, strengths } from "../../../view/paint/strengths";
import { SIGNS } from "../../../view/signs";
import { SummedMap } from "../grained";
import type { SignedMap } from "../maps";
import type { ImageState } from "../slice";

/** What is layered, and the map whose rankings scale it. */
interface Drawn {
  maps: SignedMap;
  scaling: SignedMap;
  /** Percentiles of the mass at full strength and at none. */
  above: number;
  below?: number | undefined;
}

export function layers(
  { polarity, palette }: Pick<ImageState, "polarity" | "palette">,
  { maps, scaling, above, below = 0 }: Drawn,
): Layer[] {
  return SIGNS.filter((sign) => polarity === "both" || polarity === sign).map((sign) => {
    const [map, factor] = maps.sign(sign);
    const range = massRange(scaling.signRanking(sign), above, below);
    // Of few sums the smallest may be large: strength begins at zero then.
    if (scaling instanceof SummedMap && below === 0) range.none = 0;
    const strength = strengths(map, range, factor);
    return { strength, channel: PALETTES[palette][sign] };
  });
}
