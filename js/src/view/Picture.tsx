// A picture that pointer and keyboard read out, point by point.

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { draw } from "./Canvas";
import type { Fit } from "./fit";
import type { Pixels } from "./paint/pictures";
import { clamp, moved, type Point } from "./walk";

export function Picture(props: {
  width: number;
  height: number;
  pixels: Pixels;
  fit: Fit;
  /** What the picture is, without a full stop, and what one of its points is called. */
  label: string;
  point: string;
  /** Said on the picture where it shows nothing; empty where it shows something. */
  silence: string;
  /** The point under the pointer or the keyboard's crosshair. */
  at: Point | null;
  onPoint: (at: Point | null) => void;
  /** The line below it. */
  children: ComponentChildren;
}) {
  const { width, height, pixels, fit, at, onPoint } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => draw(canvas.current, pixels, width, height), [pixels, width, height]);

  const point = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = Math.floor(((event.clientX - box.left) / box.width) * width);
    const y = Math.floor(((event.clientY - box.top) / box.height) * height);
    onPoint({ x: clamp(x, width), y: clamp(y, height) });
  };
  const key = (event: KeyboardEvent) => {
    const next = moved(at, event, width, height);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onPoint(next);
  };
  const leave = () => onPoint(null);
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
          aria-label={`${props.label}. Arrow keys read out single ${props.point}.`}
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
        {at && <Crosshair {...at} width={width} height={height} fit={fit} />}
      </div>
      {props.children}
    </div>
  );
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
