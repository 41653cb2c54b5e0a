// How a volume is drawn: none of it leaves the browser.

import { CertainChoice, ClipSlider, PaletteButton, PolarityChoice } from "../../view/choices";
import { number } from "../../view/format";
import { Segments, Slider } from "../../view/parts";
import type { VolumeScene } from "./scene";
import type { VolumeState } from "./slice";

const MODES = [
  { value: "slice", label: "Slice", id: "mode-slice", tip: "One slice across the axis" },
  {
    value: "projection",
    label: "Projection",
    id: "mode-projection",
    tip: "What is strongest along the axis, over the mean of the volume",
  },
] as const;

export function Controls(props: { scene: VolumeScene; view: VolumeState }) {
  const { scene, view } = props;
  const { axes, error } = scene.figure;
  return (
    <>
      <Segments
        name="Axis"
        value={String(view.axis)}
        options={axes.map((name, axis) => ({
          value: String(axis),
          label: name,
          id: `axis-${axis}`,
          tip: `Look along ${name}`,
        }))}
        onPick={(axis) => {
          view.axis = Number(axis);
        }}
      />
      <Segments
        name="Mode"
        value={view.projection ? "projection" : "slice"}
        options={MODES}
        onPick={(mode) => {
          view.projection = mode === "projection";
        }}
      />
      <PolarityChoice view={view} />
      <div class="shades">
        {error && <CertainChoice view={view} parts="voxels" />}
        <Sliders {...props} />
        <PaletteButton view={view} />
      </div>
    </>
  );
}

function Sliders({ scene, view }: { scene: VolumeScene; view: VolumeState }) {
  const { low, high } = scene.figure;
  const window = scene.window(view);
  const span = high - low;
  return (
    <>
      <ClipSlider
        view={view}
        tip="Percentile of attribution mass drawn at full colour: lower shows fainter attribution"
      />
      <Slider
        id="level"
        name="level"
        tip="The value that is drawn in the middle between black and white"
        {...{ min: low, max: high, step: span / 200, value: window.level }}
        text={number(window.level)}
        onInput={(level) => {
          view.window = { level, width: window.width };
        }}
      />
      <Slider
        id="window"
        name="window"
        tip="How far apart the values are that are drawn black and white"
        {...{ min: span / 200, max: 2 * span, step: span / 200, value: window.width }}
        text={number(window.width)}
        onInput={(width) => {
          view.window = { level: window.level, width };
        }}
      />
    </>
  );
}
