// What an input is made of in a gallery: its strongest parts as small bars.

import { Track } from "./Bars";
import type { Reach } from "./spans";

const MOST = 5;

export interface SmallBar {
  name: string;
  /** How far the bar reaches. */
  value: number;
  /** Its colour's sign, where that is not the value's. */
  sign?: number;
}

export function SmallBars(props: { index: number; bars: readonly SmallBar[]; reach: Reach }) {
  return (
    <span class="small-bars" data-testid={`thumb-${props.index}`}>
      {props.bars.slice(0, MOST).map(({ name, value, sign = value }, at) => (
        <span key={at} class={sign < 0 ? "down" : "up"}>
          <bdi class="clip">{name}</bdi>
          <Track value={value} end={null} reach={props.reach} />
        </span>
      ))}
    </span>
  );
}
