// The explorer of one text.

import type { ExplorerProps } from "../../view/App";
import { Bars } from "../../view/Bars";
import { ColourBar } from "../../view/ColourBar";
import { downloadTable } from "../../view/download";
import { Footer } from "../../view/Footer";
import { Header } from "../../view/Header";
import { column } from "../../view/layout";
import { PathPanel } from "../../view/PathPanel";
import { tone } from "../../view/paint/tokens";
import { PALETTES, type Rgb } from "../../view/palette";
import { Toggle } from "../../view/parts";
import { meaning, textLegend, textSilence } from "../../view/sentences";
import type { View } from "../../view/state";
import { CertainChoice, PaletteButton, PolarityChoice } from "../image/Controls";
import type { TextScene } from "./scene";
import { Text } from "./Text";

const certainTip = (what: string): string =>
  `Show only what is certain: ${what} whose attribution is more than twice its standard error`;

export function TextView(props: ExplorerProps & { scene: TextScene }) {
  const { scene, view, set, host, status, paper } = props;
  const { figure } = scene;
  const stage = scene.steps.stage(view.alpha);
  const units = scene.units(view.words);
  const noun = view.words ? "words" : "tokens";
  const chosen = units.of(view.token);
  const text = textLegend(view, scene);
  const label = `Attribution of each word for ${figure.target.label}. ${text}`;
  const buildUp =
    chosen < 0
      ? null
      : {
          name: units.list[chosen].text,
          ordinal: units.ordinal(chosen),
          points: scene.buildUp(view.words, chosen),
        };
  const shared = { view, set };
  return (
    <>
      <Header figure={figure} host={host} width={props.width} />
      <main class={column(figure, props.width) ? "text-beside" : "text-above"}>
        <Text
          {...{ scene, units, stage, paper, label, width: props.width, ...shared }}
          silence={textSilence(view, scene, stage)}
        />
        <PathPanel {...{ figure, status, host, buildUp, ...shared }}>
          <Bars {...{ scene, units, stage, ...shared }} />
        </PathPanel>
      </main>
      <div class="controls">
        <PolarityChoice
          value={view.textPolarity}
          onPick={(textPolarity) => set({ textPolarity })}
        />
        {scene.pieces && (
          <Toggle
            id="words"
            label="whole words"
            tip="The pieces of a word are added up and shown as one; without this, token by token"
            on={view.words}
            onPick={(words) => set({ words })}
          />
        )}
        {figure.error && <CertainChoice tip={certainTip(noun)} {...shared} />}
        <div class="colours">
          <TextScale {...{ scene, paper, ...shared }} />
          <PaletteButton {...shared} />
        </div>
      </div>
      <Footer
        {...{ figure, host, status, ...shared }}
        legend={{ text, tip: meaning(view, "tokens") }}
        download={{
          name: "Download the values",
          tip: `Download the values of these ${noun} as a table (CSV)`,
          run: () => downloadTable(scene, view.words),
        }}
      />
    </>
  );
}

const HALF = 8;

function TextScale(props: {
  scene: TextScene;
  view: View;
  paper: Rgb;
  set: (change: Partial<View>) => void;
}) {
  const { scene, view, paper, set } = props;
  const palette = PALETTES[view.palette];
  const end = scene.scale(view);
  const left = { positive: "negative", negative: "positive", both: "" }[view.textPolarity];
  const stops = Array.from({ length: 2 * HALF + 1 }, (_, i) => {
    const share = i / HALF - 1;
    const out = left === (share < 0 ? "negative" : "positive");
    return (out ? null : tone(share, palette, paper)?.background) ?? paper;
  });
  return (
    <ColourBar
      stops={stops}
      end={end}
      tip={`Attribution in the unit of the score (${scene.figure.output}); values beyond an end have its colour`}
      pinned={view.textPin !== null}
      others="other classes and texts"
      // In a gallery, the scale that all have in common.
      onPin={(on) => set({ textPin: on ? (view.shared ?? end) : null })}
    />
  );
}
