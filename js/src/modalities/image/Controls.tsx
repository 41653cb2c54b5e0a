// How the attribution is drawn: one row that never leaves the browser.

import { GRAINS } from "../../generated/limits";
import { CertainChoice, PaletteButton, PolarityChoice } from "../../view/choices";
import { number } from "../../view/format";
import { Segments, Slider } from "../../view/parts";
import { MODES, modeOf } from "./modes";
import { NO_CLIP } from "./modes/mode";
import { coarsest } from "./paint/grain";
import type { ImageScene } from "./scene";
import { PARTS } from "./sentences";
import type { ImageState } from "./slice";

const OPTIONS = MODES.map(({ id, label, tip }) => ({ value: id, id: `mode-${id}`, label, tip }));

export function Controls(props: {
  view: ImageState;
  scene: ImageScene;
  /** Whether the error of each pixel is known. */
  errors: boolean;
}) {
  const { view } = props;
  const mode = modeOf(view);
  const plain = mode.clip === null;
  return (
    <div class="controls">
      <Segments
        name="Mode"
        value={mode.id}
        options={OPTIONS}
        onPick={(id) => {
          view.mode = id;
        }}
      />
      <PolarityChoice view={view} hidden={!mode.signed} />
      <div class="shades">
        {props.errors && <CertainChoice view={view} parts={PARTS} hidden={plain} />}
        <GrainSlider {...props} hidden={plain || mode.layered !== undefined} />
        <ClipSlider view={view} />
        <StrengthSlider view={view} hidden={plain} />
        <PaletteButton view={view} hidden={!mode.signed} />
      </div>
    </div>
  );
}

/** From single pixels to as wide as the picture; no sum is computed before it is asked for. */
function GrainSlider(props: { view: ImageState; scene: ImageScene; hidden: boolean }) {
  const { view, scene } = props;
  const { width, height, grain: opening } = scene.figure;
  const grain = view.grain ?? opening;
  const last = GRAINS.indexOf(coarsest(width, height));
  return (
    <Slider
      id="grain"
      name="grain"
      tip={`Over how many pixels attribution is added up before it is drawn; opens at ${opening}, the finest at which colours keep their sign`}
      min={0}
      max={Math.max(last, 1)}
      step={1}
      value={GRAINS.indexOf(grain)}
      text={`${grain}\u202fpx`}
      hidden={props.hidden || last === 0}
      onInput={(at) => {
        view.grain = GRAINS[at] === opening ? null : GRAINS[at];
        view.pin = null; // sums over another width have no scale in common
      }}
    />
  );
}

function ClipSlider(props: { view: ImageState }) {
  const { view } = props;
  const { id, clip, Scale } = modeOf(view);
  const { opens, ...range } = clip ?? NO_CLIP;
  return (
    <Slider
      id="clip"
      name="clip"
      {...range}
      value={view.clip[id]}
      text={number(view.clip[id])}
      // A scale that is kept leaves nothing to clip.
      hidden={!clip || (Scale !== undefined && view.pin !== null)}
      onInput={(value) => {
        view.clip = { ...view.clip, [id]: value };
      }}
    />
  );
}

function StrengthSlider(props: { view: ImageState; hidden: boolean }) {
  const { view } = props;
  const { id } = modeOf(view);
  return (
    <Slider
      id="strength"
      name="strength"
      tip="How strongly the attribution covers the image"
      min={0}
      max={1}
      step={0.01}
      value={view.strength[id]}
      text={view.strength[id].toFixed(2)}
      hidden={props.hidden}
      onInput={(value) => {
        view.strength = { ...view.strength, [id]: value };
      }}
    />
  );
}
