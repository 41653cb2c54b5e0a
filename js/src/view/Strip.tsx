// Where the colours lie in a text that is longer than its box: the whole of it, as a strip.

import type { RefObject } from "preact";
import type { Tone } from "./paint/tones";
import { css } from "./palette";

const WIDTH = 8;
/** Height of one mark. */
const MARK = 2;

/** Marks at their places, `places` running from 0 to 1; hidden where the text fits its box. */
export function drawStrip(
  canvas: HTMLCanvasElement,
  box: HTMLElement,
  places: readonly number[],
  tones: readonly (Tone | null)[],
): void {
  canvas.hidden = box.scrollHeight <= box.clientHeight + 4;
  if (canvas.hidden) return;
  canvas.height = box.clientHeight;
  canvas.style.height = `${canvas.height}px`;
  const context = canvas.getContext("2d");
  if (!context) return;
  const marks = tones.flatMap((tone, i) => (tone ? [{ ...tone, place: places[i] }] : []));
  // The strongest last, so that no weaker neighbour hides it.
  for (const { background, place } of marks.sort((a, b) => a.strength - b.strength)) {
    context.fillStyle = css(background);
    context.fillRect(0, Math.round(place * (canvas.height - MARK)), WIDTH, MARK);
  }
}

/** Pressing it goes there; whoever uses the keyboard has its arrows and the list of the strongest. */
export function Strip(props: {
  canvas: RefObject<HTMLCanvasElement>;
  box: RefObject<HTMLElement>;
}) {
  const go = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const box = props.box.current;
    if (event.buttons !== 1 || !box) return;
    if (event.type === "pointerdown") event.currentTarget.setPointerCapture?.(event.pointerId);
    const { top, height } = event.currentTarget.getBoundingClientRect();
    box.scrollTop = ((event.clientY - top) / height) * box.scrollHeight - box.clientHeight / 2;
  };
  return (
    <canvas
      ref={props.canvas}
      class="strip"
      data-testid="strip"
      role="img"
      aria-label="Where in the whole text the colours lie"
      title="Where in the whole text the colours lie; press to go there"
      width={WIDTH}
      hidden
      onPointerDown={go}
      onPointerMove={go}
    />
  );
}
