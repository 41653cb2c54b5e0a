// The explorer of values in a grid: a plane of it as a picture, or all of it in a list.

import type { ComponentChildren } from "preact";
import type { BuildUp } from "./charts/Growth";
import { Footer } from "./Footer";
import { planeSize } from "./fit";
import type { Places } from "./grid";
import type { GridScene } from "./gridScene";
import { Header } from "./Header";
import { named } from "./Help";
import type { ViewProps } from "./kind";
import { room } from "./layout";
import { PathPanel } from "./PathPanel";
import { Picture } from "./Picture";
import type { Pixels } from "./paint/pictures";
import { ReadOut } from "./ReadOut";
import { meaning } from "./sentences";
import type { Polarity } from "./signs";
import { legend, silence } from "./silence";
import type { Point } from "./walk";

/** Width the picture's column keeps even for a slim plane. */
const COLUMN = 320;

/** What a reader has chosen of any grid. */
export interface GridSlice {
  polarity: Polarity;
  pixel: Point | null;
}

/** A plane that is drawn. */
export interface Plane {
  /** Its axes, and what these are called. */
  rows: number;
  columns: number;
  axes: readonly [down: string, across: string];
  /** What it is called. */
  name: string;
  places: Places;
  pixels: Pixels;
}

export function GridView(
  props: ViewProps<GridScene, GridSlice> & {
    stage: number;
    plane: Plane | null;
    /** What one value is called. */
    noun: string;
    /** What the value is in the input. */
    value: (index: number) => string;
    /** What is read out where the pointer is on no plane. */
    index: number | null;
    /** What the attribution of a value is the sum of. */
    sum: string;
    buildUp: BuildUp | null;
    /** How a reader moves about, for whoever looks for help. */
    how: string;
    /** Beside the plane, or in place of it. */
    list: ComponentChildren;
    controls: ComponentChildren;
    /** What is saved: a picture, values. */
    saved: string;
    save: () => void;
  },
) {
  const { scene, view, host, status, page, stage, plane, noun, list } = props;
  const { figure, grid, attribution } = scene;
  const parts = `${noun}s`;
  const text = legend(view, attribution);
  const tip = meaning(view.palette, `a ${noun}`);
  const nothing = silence(view, attribution, attribution.steps, stage, noun);
  const [height, width] = plane ? [grid.shape[plane.rows], grid.shape[plane.columns]] : [1, 1];
  const free = room(page.width);
  const fit = planeSize(width, height, free, page.ratio);
  const found = plane && props.index !== null ? plane.places.indexOf(props.index) : -1;
  const listed = found < 0 ? null : { x: found % width, y: Math.floor(found / width) };
  const at = plane && (view.pixel ?? listed);
  const index = (at && plane.places[at.y * width + at.x]) ?? props.index;
  const { label, from } = named(figure);
  const readout =
    index === null ? (
      <p class="readout muted" data-testid="readout">
        {(!plane && nothing) || `Point at a ${noun}, or use arrow keys, to read it.`}
      </p>
    ) : (
      <p class="readout number" data-testid="readout" aria-live="polite">
        <span title="Its place along each axis">{scene.name(index)}</span>
        <span title={`What the ${noun} is in the input`}>{props.value(index)}</span>
        <ReadOut {...{ figure, parts, reading: attribution.read(index, stage), sum: props.sum }} />
      </p>
    );
  return (
    <>
      <Header figure={figure} host={host} width={page.width} />
      <main
        class={plane ? "" : "alone"}
        style={{ "--picture": `${Math.max(fit.width, Math.min(COLUMN, free))}px` }}
      >
        {plane ? (
          <Picture
            {...{ width, height, fit, at }}
            pixels={plane.pixels}
            label={`The attribution for ${figure.target.label}: ${plane.name}. ${text}`}
            point={parts}
            silence={nothing}
            onPoint={(point) => {
              view.pixel = point;
            }}
          >
            <p class="under" data-testid="shown">
              {plane.name}
              <span class="muted">
                {plane.axes[0]} down, {plane.axes[1]} across
              </span>
            </p>
            {readout}
          </Picture>
        ) : (
          <div class="beside">
            {list}
            {readout}
          </div>
        )}
        <PathPanel {...{ figure, view, status, host, buildUp: props.buildUp }}>
          {plane && <div class="beside">{list}</div>}
        </PathPanel>
      </main>
      <div class="controls">{props.controls}</div>
      <Footer
        {...{ figure, view, host, status }}
        legend={{ text, tip }}
        help={{
          question: (
            <>
              Which {parts} the model's score for {label} rests on, by Integrated Gradients. A
              straight path leads from {from} to the input (α = 1); the step gradients along it add
              up to the attribution. {props.how}
            </>
          ),
          meaning: tip,
        }}
        download={{
          name: `Download the ${props.saved}`,
          tip: `Download the ${props.saved} of what is shown`,
          run: props.save,
        }}
      />
    </>
  );
}
