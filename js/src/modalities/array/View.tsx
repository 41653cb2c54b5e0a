// The explorer of one array.

import { AxisSlider } from "../../view/AxisSlider";
import { Footer } from "../../view/Footer";
import { type Fit, planeSize } from "../../view/fit";
import { Header } from "../../view/Header";
import type { Page, ViewProps } from "../../view/kind";
import { room } from "../../view/layout";
import { PathPanel } from "../../view/PathPanel";
import { Picture } from "../../view/Picture";
import { meaning } from "../../view/sentences";
import { legend, silence } from "../../view/silence";
import { useMade } from "../../view/tracked";
import { Controls } from "./Controls";
import { type Drawing, drawingOf } from "./drawing";
import { Question } from "./Help";
import { Readout } from "./Readout";
import { Strongest } from "./Strongest";
import type { ArrayScene } from "./scene";
import type { ArraySlice, ArrayState } from "./slice";
import { saveValues } from "./table";

/** Width the picture's column keeps even for a slim plane. */
const COLUMN = 320;

interface Parts {
  scene: ArrayScene;
  view: ArrayState;
  drawing: Drawing;
  page: Page;
}

export function View(props: ViewProps<ArrayScene, ArraySlice>) {
  const { scene, view, host, status, page } = props;
  const { figure, attribution } = scene;
  const drawing = useMade(drawingOf, scene, view);
  const buildUp = useMade(buildUpOf, scene, view.chosen);
  const path = { figure, view, status, host, buildUp };
  const parts = { scene, view, drawing, page };
  const tip = meaning(view.palette, "a value");
  const least = Math.min(COLUMN, room(page.width));
  const column = scene.longest ? Math.max(fitOf(parts).width, least) : least;
  return (
    <>
      <Header figure={figure} host={host} width={page.width} />
      {scene.longest ? (
        <main style={{ "--picture": `${column}px` }} class="array">
          <Heat {...parts} />
          <PathPanel {...path}>
            <div class="beside">
              <Axes {...parts} />
              <Strongest {...parts} />
            </div>
          </PathPanel>
        </main>
      ) : (
        <main class="array alone">
          <div class="beside">
            <Strongest {...parts} />
            <Reading {...parts} index={null} />
          </div>
          <PathPanel {...path}>{null}</PathPanel>
        </main>
      )}
      <Controls {...{ scene, view }} />
      <Footer
        {...{ figure, view, host, status }}
        legend={{ text: legend(view, attribution), tip }}
        help={{ question: <Question figure={figure} />, meaning: tip }}
        download={{
          name: "Download the values",
          tip: "Download the values of this array as a table (CSV)",
          run: () => saveValues(scene),
        }}
      />
    </>
  );
}

const buildUpOf = (scene: ArrayScene, chosen: number | null) => scene.buildUp(chosen);

/** How large the plane stands. */
function fitOf({ scene, view, page }: Parts): Fit {
  const [height, width] = (view.axes ?? scene.longest ?? []).map((axis) => scene.grid.shape[axis]);
  return planeSize(width, height, room(page.width), page.ratio);
}

/** One plane as a heat map. */
function Heat(props: Parts) {
  const { scene, view, drawing } = props;
  const plane = drawing.plane.value;
  if (!plane) return null;
  const { rows, columns, places, pixels } = plane;
  const [height, width] = [scene.grid.shape[rows], scene.grid.shape[columns]];
  const { pixel } = view;
  return (
    <Picture
      {...{ width, height, pixels }}
      fit={fitOf(props)}
      label={`The attribution for ${scene.figure.target.label} in the plane ${plane.name}`}
      point="values"
      silence={silenceOf(props)}
      at={pixel}
      onPoint={(point) => {
        view.pixel = point;
      }}
    >
      <p class="under number" data-testid="shown">
        {plane.name}
        <span class="muted">
          axis {rows} down, axis {columns} across
        </span>
      </p>
      <Reading {...props} index={pixel ? places[pixel.y * width + pixel.x] : null} />
    </Picture>
  );
}

const silenceOf = ({ scene: { attribution }, view, drawing }: Parts): string =>
  silence(view, attribution, attribution.steps, drawing.stage.value, "value");

function Reading(props: Parts & { index: number | null }) {
  const { scene, view, drawing } = props;
  const index = props.index ?? view.hover ?? view.chosen;
  const nothing = scene.longest ? "" : silenceOf(props);
  return <Readout {...{ scene, index, stage: drawing.stage.value }} silence={nothing} />;
}

/** Where the plane lies along the other axes. */
function Axes({ scene, view, drawing }: Parts) {
  const place = view.place ?? scene.strongest;
  const profiles = drawing.profiles.value;
  if (profiles.length === 0) return null;
  return (
    <div class="axes">
      {profiles.map(([axis, profile]) => (
        <AxisSlider
          key={axis}
          id={`slices-${axis}`}
          name={`axis ${axis}`}
          {...{ profile, at: place[axis], shown: false }}
          reach={Math.max(...profile.positive, ...profile.negative)}
          onPick={(at) => {
            view.place = place.with(axis, at);
          }}
        />
      ))}
    </div>
  );
}
