// The explorer of one volume.

import { AxisSlider } from "../../view/AxisSlider";
import { Footer } from "../../view/Footer";
import { planeSize } from "../../view/fit";
import { Header } from "../../view/Header";
import type { ViewProps } from "../../view/kind";
import { room } from "../../view/layout";
import { PathPanel } from "../../view/PathPanel";
import { Picture } from "../../view/Picture";
import { savePicture } from "../../view/savePicture";
import { meaning } from "../../view/sentences";
import { legend, silence } from "../../view/silence";
import { useMade } from "../../view/tracked";
import { Controls } from "./Controls";
import { drawingOf } from "./drawing";
import { Question } from "./Help";
import { Readout } from "./Readout";
import { PLANES, type VolumeScene } from "./scene";
import type { VolumeSlice, VolumeState } from "./slice";

/** Width the picture's column keeps even for a slim slice. */
const COLUMN = 320;

export function View(props: ViewProps<VolumeScene, VolumeSlice>) {
  const { scene, view, host, status, page } = props;
  const { figure, attribution } = scene;
  const { axes, shape, target } = figure;
  const drawing = useMade(drawingOf, scene, view);
  const stage = drawing.stage.value;
  const pixels = drawing.pixels.value;
  const [height, width] = PLANES[view.axis].map((axis) => shape[axis]);
  const fit = planeSize(width, height, room(page.width), page.ratio);
  const column = Math.max(fit.width, Math.min(COLUMN, room(page.width)));
  const at = (view.place ?? scene.strongest)[view.axis];
  const shown =
    `${view.projection ? "projection along" : ""} ${axes[view.axis]} ${view.projection ? "" : at}`.trim();
  const text = legend(view, attribution);
  const tip = meaning(view.palette, "a voxel");
  const { pixel } = view;
  const index = pixel ? drawing.places.value[pixel.y * width + pixel.x] : undefined;
  return (
    <>
      <Header figure={figure} host={host} width={page.width} />
      <main style={{ "--picture": `${column}px` }}>
        <Picture
          {...{ width, height, pixels, fit }}
          label={`The attribution for ${target.label}, ${shown}. ${text}`}
          point="voxels"
          silence={silence(view, attribution, attribution.steps, stage, "voxel")}
          at={pixel}
          onPoint={(point) => {
            view.pixel = point;
          }}
        >
          <p class="under number" data-testid="shown">
            {shown}
            <span class="muted">
              {PLANES[view.axis].map((axis) => axes[axis]).join(" down, ")} across
            </span>
          </p>
          <Readout {...{ scene, index, stage }} />
        </Picture>
        <PathPanel {...{ figure, view, status, host }}>
          <Axes {...{ scene, view }} profiles={drawing.profiles.value} />
        </PathPanel>
      </main>
      <Controls {...{ scene, view }} />
      <Footer
        {...{ figure, view, host, status }}
        legend={{ text, tip }}
        help={{ question: <Question figure={figure} />, meaning: tip }}
        download={{
          name: "Download the picture",
          tip: "Download this picture as PNG",
          run: () => savePicture(pixels, width, height, `${target.label} ${shown}`),
        }}
      />
    </>
  );
}

function Axes(props: { scene: VolumeScene; view: VolumeState; profiles: VolumeScene["profiles"] }) {
  const { scene, view } = props;
  const place = view.place ?? scene.strongest;
  return (
    <div class="axes" data-testid="axes">
      {props.profiles.map((profile, axis) => (
        <AxisSlider
          key={scene.figure.axes[axis]}
          id={`slices-${axis}`}
          name={scene.figure.axes[axis]}
          {...{ profile, reach: scene.reach, at: place[axis] }}
          shown={axis === view.axis}
          onPick={(at) => {
            Object.assign(view, { axis, projection: false, place: place.with(axis, at) });
          }}
        />
      ))}
    </div>
  );
}
