// Where along an axis a slice lies, under what each slice sums to.

import { number, signed } from "./format";
import type { Profile } from "./grid";
import { control } from "./parts";

export function AxisSlider(props: {
  id: string;
  /** What the axis is called. */
  name: string;
  profile: Profile;
  /** The largest sum of any slice of one sign, along the whole path. */
  reach: number;
  at: number;
  /** Whether the slice that is shown lies across this axis. */
  shown: boolean;
  onPick: (at: number) => void;
}) {
  const { id, name, profile, at } = props;
  const last = profile.positive.length - 1;
  const go = (event: PointerEvent & { currentTarget: Element }) => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    const place = Math.floor(((event.clientX - box.left) / box.width) * (last + 1));
    props.onPick(Math.max(0, Math.min(last, place)));
  };
  const [up, down] = [profile.positive[at], profile.negative[at]];
  const sums = `${signed(up)}, ${number(-down)}`;
  const tip = `What lies in each slice across ${name}: raising the score above the line, lowering it below`;
  return (
    <div class={props.shown ? "axis shown" : "axis"} data-testid={id}>
      <span class="clip">{name}</span>
      <svg
        viewBox={`0 0 ${last + 1} 2`}
        preserveAspectRatio="none"
        data-testid={`${id}-profile`}
        onPointerDown={go}
        onPointerMove={go}
      >
        <title>{tip}</title>
        <rect x={at} width={1} height={2} />
        <path class="up" d={outline(profile.positive, -1 / props.reach)} />
        <path class="down" d={outline(profile.negative, 1 / props.reach)} />
      </svg>
      <span class="number muted" title={`${sums}: what this slice sums to, each sign apart`}>
        {at} / {last}
      </span>
      <input
        type="range"
        {...control(`${id}-at`, `Slice across ${name}`, tip)}
        aria-valuetext={`${name} ${at}: ${sums}`}
        min={0}
        max={last}
        step={1}
        value={at}
        style={{ "--fill": `${(100 * at) / (last || 1)}%` }}
        onInput={(event) => props.onPick(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}

/** Steps from the middle line, of heights times a unit. */
function outline(heights: Float32Array, unit: number): string {
  const steps = Array.from(heights, (height, i) => {
    return `V${(1 + (Number.isFinite(unit) ? height * unit : 0)).toFixed(3)}H${i + 1}`;
  });
  return `M0 1${steps.join("")}V1Z`;
}
