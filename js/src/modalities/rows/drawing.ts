// All rows by all features on a canvas, as colours or as points.

import { PALETTES, type Palette, type Rgb } from "../../generated/palettes";
import type { Page } from "../../view/kind";
import { tone } from "../../view/paint/tones";
import { css } from "../../view/palette";
import { LANE, POINT, placing, reach } from "./places";
import { type RowsScene, ranks, spread } from "./scene";
import type { RowsState } from "./slice";

/** What is drawn, and how wide in CSS pixels. */
export interface Drawing {
  scene: RowsScene;
  view: RowsState;
  page: Page;
  order: Int32Array;
  width: number;
}

/** A canvas of so many CSS pixels, as sharp as the screen. */
export function scaled(
  canvas: HTMLCanvasElement | null,
  width: number,
  height: number,
  ratio: number,
) {
  const context = canvas?.getContext("2d");
  if (!canvas || !context) return null;
  canvas.width = Math.max(1, Math.round(width * ratio));
  canvas.height = Math.round(height * ratio);
  context.setTransform(canvas.width / width, 0, 0, ratio, 0, 0);
  return context;
}

export function heat(context: CanvasRenderingContext2D, drawing: Drawing): void {
  const { scene, view, page, order, width } = drawing;
  const palette = PALETTES[view.palette];
  const end = view.pin ?? scene.end;
  const columns = Math.min(order.length, Math.max(1, Math.floor(width)));
  const wide = width / columns;
  scene.lanes.forEach(({ values }, lane) => {
    for (let column = 0; column < columns; column++) {
      const [from, to] = [column, column + 1].map((k) => Math.floor((k * order.length) / columns));
      let sum = 0;
      for (let k = from; k < to; k++) sum += values[order[k]];
      const colour = shade(sum / (to - from) / end, palette, page.paper);
      context.fillStyle = css(colour);
      context.fillRect(column * wide, lane * LANE, wide + 0.5, LANE - 1);
    }
  });
  if (view.row === null) return;
  const x = ((order.indexOf(view.row) + 0.5) / order.length) * width;
  context.strokeStyle = css(page.paper.map((part) => 255 - part) as unknown as Rgb);
  context.strokeRect(
    x - Math.max(wide, 3) / 2,
    0.5,
    Math.max(wide, 3),
    LANE * scene.lanes.length - 1,
  );
}

export function points(
  context: CanvasRenderingContext2D,
  drawing: Drawing,
  host: HTMLElement,
): void {
  const { scene, view, width } = drawing;
  const { low, high } = reach(scene);
  context.clearRect(0, 0, width, LANE * scene.lanes.length);
  const ink = getComputedStyle(host).color;
  const place = placing(scene, width);
  context.fillStyle = ink;
  context.globalAlpha = 0.25;
  context.fillRect(place(0), 0, 1, LANE * scene.lanes.length);
  scene.lanes.forEach(({ values, of }, lane) => {
    const off = spread(values, low, high, Math.max(1, Math.floor(width / POINT)));
    const d = scene.figure.names.length;
    const inputs = of === null ? null : values.map((_, row) => scene.figure.inputs[row * d + of]);
    const dark = inputs && ranks(inputs);
    const middle = (lane + 0.5) * LANE;
    values.forEach((value, row) => {
      context.globalAlpha = dark ? 0.15 + 0.85 * dark[row] : 0.5;
      context.fillRect(place(value) - 1, middle + off[row] * (LANE / 2 - 3) - 1, POINT, POINT);
    });
    if (view.row === null) return;
    context.globalAlpha = 1;
    context.strokeStyle = ink;
    context.strokeRect(
      place(values[view.row]) - 4,
      middle - 5 + off[view.row] * (LANE / 2 - 3),
      9,
      9,
    );
  });
  context.globalAlpha = 1;
}

/** The colour of a share of the scale, −1 to 1. */
function shade(share: number, palette: Palette, paper: Rgb): Rgb {
  return tone(share, palette, paper)?.background ?? paper;
}
