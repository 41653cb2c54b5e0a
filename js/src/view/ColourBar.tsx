// The colours of a signed scale with the values they stand for, and the way to keep them.

import type { Rgb } from "../generated/palettes";
import { number, signed } from "./format";
import { css } from "./palette";
import { Toggle } from "./parts";

export function ColourBar(props: {
  /** Colours from the negative end to the positive one, at equal distances. */
  stops: readonly Rgb[];
  end: number;
  tip: string;
  pinned: boolean;
  /** What is compared by keeping the scale. */
  others: string;
  onPin: (on: boolean) => void;
}) {
  const { end, pinned } = props;
  return (
    <span class="scale">
      <span class="colour-bar number" data-testid="colour-bar" title={props.tip}>
        <span
          class="ramp"
          style={{ background: `linear-gradient(to right, ${props.stops.map(css).join(", ")})` }}
        />
        <span>{number(-end)}</span>
        <span>0</span>
        <span>{signed(end)}</span>
      </span>
      {(pinned || end > 0) && (
        <Toggle
          id="pin"
          label="pin scale"
          tip={
            pinned
              ? "This scale is kept for all of them; press to fit it to each again"
              : `Keep this scale for ${props.others}, so that they can be compared`
          }
          on={pinned}
          onPick={props.onPin}
        />
      )}
    </span>
  );
}
