// How the attribution is drawn: one row that never leaves the browser.

import { number } from "../../view/format";
import { PALETTES } from "../../view/palette";
import { control, type Option, Segments, Slider, Toggle } from "../../view/parts";
import type { Mode, Polarity, View } from "../../view/state";

const MODES: Option<Mode>[] = [
  {
    value: "window",
    label: "Window",
    id: "mode-window",
    tip: "The image, dimmed where the attribution is small",
  },
  {
    value: "overlay",
    label: "Overlay",
    id: "mode-overlay",
    tip: "The attribution as colour over the dimmed image",
  },
  {
    value: "heat",
    label: "Heat map",
    id: "mode-heat",
    tip: "The attribution alone, on a scale with zero in the middle",
  },
  {
    value: "outline",
    label: "Outline",
    id: "mode-outline",
    tip: "Borders of the regions that hold most of the attribution",
  },
  { value: "image", label: "Image", id: "mode-image", tip: "What the model saw" },
];

const POLARITIES: Option<Polarity>[] = [
  {
    value: "positive",
    label: "+",
    id: "polarity-positive",
    name: "Positive attribution",
    tip: "Only what raises the score",
  },
  {
    value: "negative",
    label: "\u2212",
    id: "polarity-negative",
    name: "Negative attribution",
    tip: "Only what lowers the score",
  },
  {
    value: "both",
    label: "both",
    id: "polarity-both",
    name: "Both signs",
    tip: "What raises and what lowers the score",
  },
];

const CLIP_TIPS: Record<Mode, string> = {
  window: "Percentile of pixels shown at full brightness: lower shows fainter attribution",
  overlay: "Percentile of attribution mass drawn at full colour: lower shows fainter attribution",
  heat: "Percentile of pixels drawn in the end colours: lower shows fainter attribution",
  outline: "Percentile of attribution mass a region starts at: lower takes in fainter attribution",
  image: "",
};

const CLIP = { min: 80, max: 100, step: 0.1 };
const OUTLINE_CLIP = { min: 0, max: 95, step: 1 };

const CERTAIN_TIP =
  "Show only what is certain: pixels whose attribution is more than twice its standard error";

/** The same words for pictures and texts. */
export function PolarityChoice(props: {
  value: Polarity;
  hidden?: boolean;
  onPick: (polarity: Polarity) => void;
}) {
  return (
    <Segments
      name="Polarity"
      value={props.value}
      options={POLARITIES}
      hidden={props.hidden ?? false}
      onPick={props.onPick}
    />
  );
}

export function CertainChoice(props: {
  view: View;
  tip: string;
  hidden?: boolean;
  set: (change: Partial<View>) => void;
}) {
  const { view, tip, set } = props;
  return (
    <Toggle
      id="certain"
      label="certain only"
      tip={view.alpha < 1 ? `${tip}. Errors are known of the whole path, at α = 1` : tip}
      on={view.certain}
      hidden={props.hidden ?? false}
      onPick={(certain) => set({ certain })}
    />
  );
}

export function PaletteButton(props: {
  view: View;
  hidden?: boolean;
  set: (change: Partial<View>) => void;
}) {
  const { view } = props;
  const next = view.palette === "green-red" ? "blue-orange" : "green-red";
  return (
    <button
      type="button"
      class={`palette${props.hidden ? " unused" : ""}`}
      {...control(
        "palette",
        `Colours: ${PALETTES[view.palette].label}. Switch to ${PALETTES[next].label}`,
        `${PALETTES[view.palette].label}; press for ${PALETTES[next].label.toLowerCase()}`,
      )}
      onClick={() => props.set({ palette: next })}
    >
      <span class="swatch up">+</span>
      <span class="swatch down">{"\u2212"}</span>
    </button>
  );
}

export function Controls(props: {
  view: View;
  /** Whether the error of each pixel is known. */
  errors: boolean;
  set: (change: Partial<View>) => void;
}) {
  const { view, set } = props;
  const { mode } = view;
  const plain = mode === "image";
  const per = <K extends "clip" | "strength">(key: K, value: number) =>
    set({ [key]: { ...view[key], [mode]: value } });
  return (
    <div class="controls">
      <Segments
        name="Mode"
        value={mode}
        options={MODES}
        onPick={(picked) => set({ mode: picked })}
      />
      <PolarityChoice
        value={view.polarity}
        hidden={plain || mode === "window"}
        onPick={(polarity) => set({ polarity })}
      />
      <div class="shades">
        {props.errors && <CertainChoice view={view} tip={CERTAIN_TIP} hidden={plain} set={set} />}
        <Slider
          id="clip"
          name="clip"
          tip={CLIP_TIPS[mode]}
          {...(mode === "outline" ? OUTLINE_CLIP : CLIP)}
          value={view.clip[mode]}
          text={`${number(view.clip[mode])}`}
          hidden={plain || (mode === "heat" && view.pin !== null)}
          onInput={(value) => per("clip", value)}
        />
        <Slider
          id="strength"
          name="strength"
          tip="How strongly the attribution covers the image"
          min={0}
          max={1}
          step={0.01}
          value={view.strength[mode]}
          text={view.strength[mode].toFixed(2)}
          hidden={plain}
          onInput={(value) => per("strength", value)}
        />
        <PaletteButton view={view} hidden={plain || mode === "window"} set={set} />
      </div>
    </div>
  );
}
