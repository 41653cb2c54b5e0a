// The explorer of one image.

import { Footer } from "../../view/Footer";
import { displaySize } from "../../view/fit";
import { Header } from "../../view/Header";
import type { ViewProps } from "../../view/kind";
import { room, STAGE } from "../../view/layout";
import { PathPanel } from "../../view/PathPanel";
import { Picture } from "../../view/Picture";
import { savePicture } from "../../view/savePicture";
import { meaning as ofColours } from "../../view/sentences";
import { useMade } from "../../view/tracked";
import { Controls } from "./Controls";
import { drawingOf } from "./drawing";
import { Question } from "./Help";
import { Moments } from "./Moments";
import { modeOf } from "./modes";
import { Readout } from "./Readout";
import { RegionList } from "./RegionList";
import { buildUpOf, Strongest } from "./Strongest";
import type { ImageScene } from "./scene";
import { cancels, legend, MOVED, meaning, mixes, silence } from "./sentences";
import type { ImageSlice, ImageState } from "./slice";

/** Width the picture's column keeps even for a slim picture, for the line below it. */
const COLUMN = 320;

export function View(props: ViewProps<ImageScene, ImageSlice>) {
  const { scene, view, host, status, page } = props;
  const { figure } = scene;
  const { width, height, target } = figure;
  const drawing = useMade(drawingOf, scene, view);
  const stage = drawing.stage.value;
  const pixels = drawing.picture.value;
  const { id, Scale } = modeOf(view);
  const size = displaySize(width, height, room(page.width), STAGE, page.ratio);
  const text = legend(view, scene);
  const { channels } = scene;
  const buildUp = useMade(buildUpOf, channels, view.channel);
  return (
    <>
      <Header figure={figure} host={host} width={page.width} />
      <main
        class={channels ? "channels" : undefined}
        style={{ "--picture": `${Math.max(size.width, COLUMN)}px`, "--aspect": width / height }}
      >
        <Picture
          {...{ width, height, pixels }}
          label={`${id} of the attribution for ${target.label}. ${text}`}
          point="pixels"
          silence={silence(view, scene, stage)}
          fit={size}
          at={view.pixel}
          onPoint={(pixel) => {
            view.pixel = pixel;
          }}
        >
          <Readout {...{ scene, view, stage }} />
        </Picture>
        <PathPanel {...{ figure, view, status, host, buildUp }}>
          {id === "regions" ? (
            <RegionList {...{ scene, view, stage }} />
          ) : (
            <Moments {...{ scene, view, drawing }} />
          )}
        </PathPanel>
        {channels && <Strongest {...{ scene, channels, view }} />}
      </main>
      <Controls {...{ view, scene }} errors={figure.error !== null} />
      <Footer
        {...{ figure, view, host, status }}
        legend={{
          text,
          tip: meaning(view, scene),
          swatches: modeOf(view).swatches && <Swatches view={view} mixed={mixes(view, scene)} />,
        }}
        beside={cancels(view, scene)}
        scale={Scale && <Scale {...{ scene, stage, view }} />}
        help={{ question: <Question figure={figure} />, meaning: ofColours(view.palette, MOVED) }}
        download={{
          name: "Download the picture",
          tip: "Download this picture as PNG",
          run: () => savePicture(pixels, width, height, `${target.label} ${id}`),
        }}
      />
    </>
  );
}

function Swatches(props: { view: ImageState; mixed: boolean }) {
  const { polarity } = props.view;
  return (
    <>
      {polarity !== "negative" && <span class="swatch up">+</span>}
      {polarity !== "positive" && <span class="swatch down">{"\u2212"}</span>}
      {props.mixed && <span class="swatch both">±</span>}
    </>
  );
}
