// The explorer of one image.

import { useMemo } from "preact/hooks";
import type { ExplorerProps } from "../../view/App";
import { ColourBar } from "../../view/ColourBar";
import { download } from "../../view/download";
import { Footer } from "../../view/Footer";
import { Header } from "../../view/Header";
import { displaySize, room, STAGE } from "../../view/layout";
import { PathPanel } from "../../view/PathPanel";
import { PALETTES, type Rgb } from "../../view/palette";
import { legend, meaning, mixes, silence } from "../../view/sentences";
import type { View } from "../../view/state";
import { Controls } from "./Controls";
import { Moments } from "./Moments";
import { Picture } from "./Picture";
import type { Scene } from "./scene";

/** Width the picture's column keeps even for a slim picture, for the line below it. */
const COLUMN = 320;

export function ImageView(props: ExplorerProps & { scene: Scene }) {
  const { scene, view, set, host, status } = props;
  const { figure } = scene;
  const { width, height, target } = figure;
  const stage = scene.stage(view.alpha);
  const { mode, polarity, palette, certain, pin } = view;
  const pixels = useMemo(
    () => scene.picture(view, stage),
    [scene, stage, mode, polarity, palette, certain, pin, view.clip[mode], view.strength[mode]],
  );
  const size = displaySize(width, height, room(props.width), STAGE, props.ratio);
  const meet = scene.signsMeet;
  const text = legend(view, scene.signs, meet);
  const label = `${mode} of the attribution for ${target.label}. ${text}`;
  return (
    <>
      <Header figure={figure} host={host} width={props.width} />
      <main
        style={{ "--picture": `${Math.max(size.width, COLUMN)}px`, "--aspect": width / height }}
      >
        <Picture
          {...{ scene, pixels, label, stage, view, set }}
          silence={silence(view, scene, stage)}
          fit={size}
        />
        <PathPanel {...{ figure, view, set, status, host }}>
          <Moments {...{ scene, stage, view, set }} />
        </PathPanel>
      </main>
      <Controls view={view} errors={figure.error !== null} set={set} />
      <Footer
        {...{ figure, view, set, host, status }}
        legend={{
          text,
          tip: meaning(view, "image", meet),
          swatches: <Swatches view={view} meet={meet} />,
        }}
        scale={mode === "heat" && <HeatScale {...{ scene, stage, view, set }} />}
        download={{
          name: "Download the picture",
          tip: "Download this picture as PNG",
          run: () => download(pixels, width, height, `${target.label} ${mode}`),
        }}
      />
    </>
  );
}

function Swatches(props: { view: View; meet: boolean }) {
  const { view } = props;
  if (view.mode !== "overlay" && view.mode !== "outline") return null;
  return (
    <>
      {view.polarity !== "negative" && <span class="swatch up">+</span>}
      {view.polarity !== "positive" && <span class="swatch down">{"\u2212"}</span>}
      {mixes(view, props.meet) && <span class="swatch both">±</span>}
    </>
  );
}

function HeatScale(props: {
  scene: Scene;
  view: View;
  stage: number;
  set: (change: Partial<View>) => void;
}) {
  const { scene, view, set } = props;
  const { heatPositive, heatNegative } = PALETTES[view.palette];
  const end = scene.heatScale(view, props.stage);
  // The sign that is left out is drawn as zero, so its half of the bar is, too.
  const shown = (stops: readonly Rgb[], out: boolean) =>
    stops.map((stop) => (out ? stops[0] : stop));
  const below = shown(heatNegative, view.polarity === "positive");
  const above = shown(heatPositive, view.polarity === "negative");
  return (
    <ColourBar
      stops={[...below.reverse(), ...above.slice(1)]}
      end={end}
      tip={`Attribution of a pixel in the unit of the score (${scene.figure.output}); values beyond an end have its colour`}
      pinned={view.pin !== null}
      others="other classes and pictures"
      onPin={(on) => set({ pin: on ? end : null })}
    />
  );
}
