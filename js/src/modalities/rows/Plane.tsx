// All rows by all features, as colours or as points, and what is pointed at.

import { useLayoutEffect, useRef } from "preact/hooks";
import { PALETTES, type Palette, type Rgb } from "../../generated/palettes";
import { count } from "../../view/format";
import type { Page } from "../../view/kind";
import { tone } from "../../view/paint/tones";
import { css } from "../../view/palette";
import { type RowsScene, ranks, spread } from "./scene";
import type { RowsState } from "./slice";

/** CSS pixels: a lane's height, which the list beside has too, and a point's size. */
export const LANE = 24;
const POINT = 3;
/** Room for the points at both ends. */
const EDGE = 6;

interface Props {
  scene: RowsScene;
  view: RowsState;
  page: Page;
  order: Int32Array;
  width: number;
}

export function Plane(props: Props) {
  const { scene, view, page, order, width } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const height = LANE * scene.lanes.length;
  const { drawn, palette, pin, row } = view;
  useLayoutEffect(() => {
    const own = { ...props, width: canvas.current?.clientWidth || width };
    const context = scaled(canvas.current, own.width, height, page.ratio);
    if (!context) return;
    if (drawn === "heat") heat(context, own);
    else points(context, own, canvas.current as HTMLElement);
  }, [scene, drawn, palette, pin, order, width, page.ratio, page.paper, row]);
  const find = (event: { clientX: number; clientY: number; currentTarget: Element }) => {
    const box = event.currentTarget.getBoundingClientRect();
    const lane = clamp(Math.floor((event.clientY - box.top) / LANE), scene.lanes.length);
    const x = event.clientX - box.left;
    if (drawn === "heat") return { lane, row: order[rank(x, box.width, order.length)] };
    return { lane, row: near({ ...props, width: box.width }, lane, x) };
  };
  const open = (at: RowsState["at"]) => {
    if (at) view.row = view.row === at.row ? null : at.row;
  };
  const key = (event: KeyboardEvent) => {
    const next = moved(view, event, order, scene.lanes.length);
    if (next === undefined && event.key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Enter") open(view.at);
    else view.at = next ?? null;
  };
  const what =
    drawn === "heat" ? "Attribution of each feature in each row" : "Every attribution as a point";
  return (
    <canvas
      ref={canvas}
      class="plane"
      style={{ height: `${height}px` }}
      role="img"
      tabIndex={0}
      data-testid="plane"
      data-lm-suppress-shortcuts="true"
      aria-label={`${what}, ${count(order.length)} rows. Arrow keys read out, Enter opens a row.`}
      onPointerMove={(event) => {
        view.at = find(event);
      }}
      onPointerLeave={() => {
        view.at = null;
      }}
      onClick={(event) => open(find(event))}
      onKeyDown={key}
      onBlur={() => {
        view.at = null;
      }}
    />
  );
}

/** A canvas of so many CSS pixels, as sharp as the screen. */
function scaled(canvas: HTMLCanvasElement | null, width: number, height: number, ratio: number) {
  const context = canvas?.getContext("2d");
  if (!canvas || !context) return null;
  canvas.width = Math.max(1, Math.round(width * ratio));
  canvas.height = Math.round(height * ratio);
  context.setTransform(canvas.width / width, 0, 0, ratio, 0, 0);
  return context;
}

function heat(context: CanvasRenderingContext2D, props: Props): void {
  const { scene, view, page, order, width } = props;
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

function points(context: CanvasRenderingContext2D, props: Props, host: HTMLElement): void {
  const { scene, view, width } = props;
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

function reach(scene: RowsScene): { low: number; high: number } {
  let [low, high] = [0, 0];
  for (const { values } of scene.lanes) {
    for (const value of values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return { low, high };
}

/** Where along the width a value stands. */
function placing(scene: RowsScene, width: number): (value: number) => number {
  const { low, high } = reach(scene);
  return (value) => EDGE + ((value - low) / (high - low || 1)) * (width - 2 * EDGE);
}

/** The row of the point that is nearest to a place in a lane. */
function near(props: Props, lane: number, x: number): number {
  const { scene, width } = props;
  const place = placing(scene, width);
  let best = 0;
  scene.lanes[lane].values.forEach((value, row, values) => {
    if (Math.abs(place(value) - x) < Math.abs(place(values[best]) - x)) best = row;
  });
  return best;
}

const clamp = (value: number, size: number): number => Math.max(0, Math.min(size - 1, value));
const rank = (x: number, width: number, n: number): number => clamp(Math.floor((x / width) * n), n);

/** Where a key moves what is pointed at; undefined for a key that is not ours. */
export function moved(
  { at }: Pick<RowsState, "at">,
  event: Pick<KeyboardEvent, "key" | "shiftKey">,
  order: Int32Array,
  lanes: number,
): RowsState["at"] | undefined {
  const by = event.shiftKey ? 10 : 1;
  const ways: Record<string, [number, number]> = {
    ArrowLeft: [-by, 0],
    ArrowRight: [by, 0],
    ArrowUp: [0, -by],
    ArrowDown: [0, by],
  };
  if (event.key === "Escape") return at ? null : undefined;
  const way = ways[event.key];
  if (!way) return undefined;
  if (!at) return { row: order[0], lane: 0 };
  const place = clamp(order.indexOf(at.row) + way[0], order.length);
  return { row: order[place], lane: clamp(at.lane + way[1], lanes) };
}
