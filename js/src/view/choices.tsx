// Choices that every kind of input offers in the same words.

import { PALETTES } from "../generated/palettes";
import { number } from "./format";
import { control, type Option, Segments, Slider, Toggle } from "./parts";
import type { Polarity } from "./signs";
import type { Shared } from "./state";

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

export function PolarityChoice(props: { view: { polarity: Polarity }; hidden?: boolean }) {
  return (
    <Segments
      name="Polarity"
      value={props.view.polarity}
      options={POLARITIES}
      hidden={props.hidden ?? false}
      onPick={(polarity) => {
        props.view.polarity = polarity;
      }}
    />
  );
}

export function CertainChoice(props: {
  view: Pick<Shared, "certain" | "alpha">;
  /** What is shown or left out: pixels, words. */
  parts: string;
  hidden?: boolean;
}) {
  const { view } = props;
  const tip = `Show only what is certain: ${props.parts} whose attribution is more than twice its standard error`;
  return (
    <Toggle
      id="certain"
      label="certain only"
      tip={view.alpha < 1 ? `${tip}. Errors are known of the whole path, at α = 1` : tip}
      on={view.certain}
      hidden={props.hidden ?? false}
      onPick={(certain) => {
        view.certain = certain;
      }}
    />
  );
}

export function PaletteButton(props: { view: Pick<Shared, "palette">; hidden?: boolean }) {
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
      onClick={() => {
        view.palette = next;
      }}
    >
      <span class="swatch up">+</span>
      <span class="swatch down">{"\u2212"}</span>
    </button>
  );
}

export function ClipSlider(props: { view: { clip: number }; tip: string }) {
  const { view, tip } = props;
  return (
    <Slider
      {...{ id: "clip", name: "clip", tip }}
      {...{ min: 80, max: 100, step: 0.1, value: view.clip, text: number(view.clip) }}
      onInput={(clip) => {
        view.clip = clip;
      }}
    />
  );
}

/** The line below a view that offers these and no other. */
export function Controls(props: {
  figure: { error: unknown };
  view: Shared & { polarity: Polarity };
  parts: string;
}) {
  const { figure, view, parts } = props;
  return (
    <div class="controls">
      <PolarityChoice view={view} />
      {figure.error !== null && <CertainChoice {...{ view, parts }} />}
      <div class="colours">
        <PaletteButton view={view} />
      </div>
    </div>
  );
}
