// Where along each axis a slice lies, under what its slices sum to.

import { number, signed } from "./format";
import type { Profile } from "./grid";
import type { GridScene } from "./gridScene";
import { control } from "./parts";

interface Axis {
  axis: number;
  /** What it is called. */
  name: string;
}

interface SlidersProps {
  scene: GridScene;
  /** Of every axis, what its slices sum to so far. */
  profiles: readonly Profile[];
  /** Where along every axis. */
  place: readonly number[];
  /** The axis across which the slice lies that is shown, where it lies across one only. */
  shown: number | null;
  onPick: (axis: number, at: number) => void;
}

export function AxisSliders(props: SlidersProps & { axes: readonly Axis[] }) {
  return (
    <div class="axes">
      {props.axes.map((one) => (
        <AxisSlider key={one.axis} {...props} {...one} />
      ))}
    </div>
  );
}

function AxisSlider(props: SlidersProps & Axis) {
  const { axis, name, onPick } = props;
  const [{ positive, negative }, at] = [props.profiles[axis], props.place[axis]];
  const final = props.scene.profiles[axis];
  const reach = Math.max(...final.positive, ...final.negative) || 1;
  const last = positive.length - 1;
  const go = (event: PointerEvent & { currentTarget: Element }) => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    const place = Math.floor(((event.clientX - box.left) / box.width) * (last + 1));
    onPick(axis, Math.max(0, Math.min(last, place)));
  };
  const sums = `${signed(positive[at])}, ${number(-negative[at])}`;
  const tip = `What lies in each slice across ${name}: what raises the score above the line, what lowers it below`;
  return (
    <div class={axis === props.shown ? "axis shown" : "axis"}>
      <span class="clip">{name}</span>
      <svg
        viewBox={`0 0 ${last + 1} 2`}
        preserveAspectRatio="none"
        data-testid={`profile-${axis}`}
        onPointerDown={go}
        onPointerMove={go}
      >
        <title>{tip}</title>
        <rect x={at} width={1} height={2} />
        <path class="up" d={outline(positive, -1 / reach)} />
        <path class="down" d={outline(negative, 1 / reach)} />
      </svg>
      <span class="number muted" title={`${sums}: what this slice sums to, each sign apart`}>
        {at} / {last}
      </span>
      <input
        type="range"
        {...control(`slices-${axis}`, `Slice across ${name}`, tip)}
        aria-valuetext={`${name} ${at}: ${sums}`}
        min={0}
        max={last}
        step={1}
        value={at}
        style={{ "--fill": `${(100 * at) / (last || 1)}%` }}
        onInput={(event) => onPick(axis, event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}

/** Steps from the middle line, of heights times a unit. */
function outline(heights: Float32Array, unit: number): string {
  const steps = Array.from(heights, (height, i) => `V${(1 + height * unit).toFixed(3)}H${i + 1}`);
  return `M0 1${steps.join("")}V1Z`;
}
