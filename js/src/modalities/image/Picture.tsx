// The main picture with its crosshair, and the line that reads out one pixel.

import { useLayoutEffect, useRef } from "preact/hooks";
import { count, number, percent, signed } from "../../view/format";
import { draw } from "./Canvas";
import type { Fit } from "./fit";
import type { Pixels } from "./paint/pictures";
import type { ImageScene } from "./scene";
import type { ImageSlice, ImageState } from "./slice";

export function Picture(props: {
  scene: ImageScene;
  pixels: Pixels;
  fit: Fit;
  label: string;
  /** Said on the picture where it shows nothing; empty where it shows something. */
  silence: string;
  stage: number;
  view: ImageState;
}) {
  const { scene, pixels, fit, view } = props;
  const { width, height } = scene.figure;
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => draw(canvas.current, pixels, width, height), [pixels, width, height]);

  const point = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = Math.floor(((event.clientX - box.left) / box.width) * width);
    const y = Math.floor(((event.clientY - box.top) / box.height) * height);
    view.pixel = { x: clamp(x, width), y: clamp(y, height) };
  };
  const key = (event: KeyboardEvent) => {
    const pixel = moved(view.pixel, event, width, height);
    if (pixel === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    view.pixel = pixel;
  };
  const leave = () => {
    view.pixel = null;
  };
  const size = { width: `${fit.width}px`, height: `${fit.height}px` };
  return (
    <div class="picture">
      <div class="frame" style={size}>
        <canvas
          ref={canvas}
          class={fit.pixelated ? "sharp" : ""}
          style={size}
          width={width}
          height={height}
          role="img"
          tabIndex={0}
          data-testid="picture"
          data-lm-suppress-shortcuts="true"
          aria-label={`${props.label}. Arrow keys read out single pixels.`}
          onPointerMove={point}
          onPointerDown={point}
          onPointerLeave={leave}
          onKeyDown={key}
          onBlur={leave}
        />
        {props.silence && (
          <p class="silence" data-testid="silence">
            <span>{props.silence}</span>
          </p>
        )}
        {view.pixel && <Crosshair {...view.pixel} width={width} height={height} fit={fit} />}
      </div>
      <Readout scene={scene} view={view} stage={props.stage} />
    </div>
  );
}

const clamp = (value: number, size: number): number => Math.max(0, Math.min(size - 1, value));

/** Where a key moves the crosshair; undefined for a key that is not ours. */
export function moved(
  pixel: ImageSlice["pixel"],
  event: Pick<KeyboardEvent, "key" | "shiftKey">,
  width: number,
  height: number,
): ImageSlice["pixel"] | undefined {
  const by = event.shiftKey ? 10 : 1;
  const ways: Record<string, [number, number]> = {
    ArrowLeft: [-by, 0],
    ArrowRight: [by, 0],
    ArrowUp: [0, -by],
    ArrowDown: [0, by],
  };
  if (event.key === "Escape") return pixel ? null : undefined;
  const way = ways[event.key];
  if (!way) return undefined;
  if (!pixel) return { x: width >> 1, y: height >> 1 };
  return { x: clamp(pixel.x + way[0], width), y: clamp(pixel.y + way[1], height) };
}

function Crosshair(props: { x: number; y: number; width: number; height: number; fit: Fit }) {
  const { fit } = props;
  const [across, down] = [fit.width / props.width, fit.height / props.height];
  const size = Math.max(across, 5) + 4;
  return (
    <div
      class="crosshair"
      style={{
        left: `${(props.x + 0.5) * across - size / 2}px`,
        top: `${(props.y + 0.5) * down - size / 2}px`,
        width: `${size}px`,
        height: `${size}px`,
      }}
    />
  );
}

function Readout(props: { scene: ImageScene; view: ImageState; stage: number }) {
  const { pixel } = props.view;
  if (!pixel) {
    return (
      <p class="readout muted" data-testid="readout">
        Point at a pixel, or use arrow keys, to read it.
      </p>
    );
  }
  const { width, height } = props.scene.figure;
  const [x, y] = [clamp(pixel.x, width), clamp(pixel.y, height)];
  const reading = props.scene.read(x, y, props.stage);
  const known = reading.error !== null;
  const error = known ? ` ± ${number(reading.error)}` : "";
  return (
    <p class="readout number" data-testid="readout" aria-live="polite">
      <span>
        ({x}, {y})
      </span>
      <span
        title={`Attribution of the pixel, its channels added up${known ? ", ± one standard error" : ""}`}
      >
        {`${signed(reading.value)}${error}`}
      </span>
      <span title={`Rank by size, whatever the sign, of ${count(reading.of)} pixels`}>
        rank {count(reading.rank)}
      </span>
      <span title="Share of the sum of all absolute attributions">
        {percent(reading.share)} of total
      </span>
    </p>
  );
}
