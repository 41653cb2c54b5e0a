// Pixels on a canvas.

import { useLayoutEffect, useRef } from "preact/hooks";
import type { Pixels } from "./paint/pictures";

/** A picture at its own resolution; its size on screen is the style sheet's business. */
export function Canvas(props: {
  id: string;
  label: string;
  pixels: Pixels;
  width: number;
  height: number;
  class?: string;
}) {
  const ref = useRef<HTMLCanvasElement>(null);
  const { pixels, width, height } = props;
  useLayoutEffect(() => draw(ref.current, pixels, width, height), [pixels, width, height]);
  return (
    <canvas
      ref={ref}
      class={props.class}
      data-testid={props.id}
      role="img"
      aria-label={props.label}
      width={width}
      height={height}
    />
  );
}

export function draw(
  canvas: HTMLCanvasElement | null,
  pixels: Pixels,
  width: number,
  height: number,
): void {
  canvas?.getContext("2d")?.putImageData(new ImageData(pixels, width, height), 0, 0);
}
