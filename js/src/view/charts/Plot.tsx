// The box that every chart over α stands in.

import type { ComponentChildren } from "preact";

export type Pick = (alpha: number) => void;

/** A box whose width is α from 0 to 1; pressing anywhere in it goes there. */
export function Plot(props: {
  id: string;
  alpha: number;
  onPick: Pick;
  children: ComponentChildren;
}) {
  const pick = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (event.buttons !== 1) return;
    if (event.type === "pointerdown") event.currentTarget.setPointerCapture?.(event.pointerId);
    const box = event.currentTarget.getBoundingClientRect();
    const place = (event.clientX - box.left) / box.width;
    props.onPick(Math.round(100 * Math.max(0, Math.min(1, place))) / 100);
  };
  return (
    <div
      class={`plot ${props.id}`}
      data-testid={props.id}
      onPointerDown={pick}
      onPointerMove={pick}
    >
      <div class="now" style={{ left: `${100 * props.alpha}%` }} />
      {props.children}
    </div>
  );
}
