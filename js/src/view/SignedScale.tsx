// The scale of tones behind words and numbers.

import { PALETTES, type PaletteName, type Rgb } from "../generated/palettes";
import { ColourBar } from "./ColourBar";
import { type KeptScale, keep } from "./gallery";
import { tone } from "./paint/tones";
import { type Polarity, shows } from "./signs";

/** Stops on each side of zero. */
const HALF = 8;

export function SignedScale(props: {
  palette: PaletteName;
  polarity: Polarity;
  paper: Rgb;
  /** The value in the end colours, and how a reader keeps it. */
  end: number;
  kept: KeptScale;
  /** The unit of the score. */
  output: string;
  /** What is compared by keeping the scale. */
  others: string;
}) {
  const { paper, end, kept } = props;
  const palette = PALETTES[props.palette];
  const stops = Array.from({ length: 2 * HALF + 1 }, (_, i) => {
    const share = i / HALF - 1;
    return (shows(props.polarity, share) && tone(share, palette, paper)?.background) || paper;
  });
  return (
    <ColourBar
      stops={stops}
      end={end}
      tip={`Attribution in the unit of the score (${props.output}); values beyond an end have its colour`}
      pinned={kept.pin !== null}
      others={props.others}
      onPin={(on) => keep(kept, on ? end : null)}
    />
  );
}
