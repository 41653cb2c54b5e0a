// The box that one or several channels are drawn in: pointed at, and brushed along.

import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import type { SeriesScene } from "./scene";
import { type SeriesState, spanOf } from "./slice";

export interface FieldProps {
  scene: SeriesScene;
  view: SeriesState;
  /** The channels in it, from the top. */
  from: number;
  rows: number;
}

export function Field(props: FieldProps & { children: ComponentChildren }) {
  const { scene, view, from, rows } = props;
  const { length } = scene.figure;
  const anchor = useRef(0);
  const point = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const box = event.currentTarget;
    const { left, top, width, height } = box.getBoundingClientRect();
    const place = (share: number, of: number) =>
      Math.max(0, Math.min(of - 1, Math.floor(share * of)));
    const at = place((event.clientX - left) / width, length);
    view.at = at;
    if (event.type === "pointerdown") {
      box.setPointerCapture?.(event.pointerId);
      anchor.current = at;
      view.brush = null;
    } else if (event.buttons === 1) {
      view.brush = [anchor.current, at];
      return;
    }
    const row = place((event.clientY - top) / height, rows);
    view.channel = rows === 1 ? from : scene.turned(row);
  };
  const mark = (name: string, start = 0, end = start) => {
    const [left, width] = [start, end - start].map((steps) => `${(100 * steps) / length}%`);
    return <i class={name} style={{ left, width }} />;
  };
  const span = view.brush && spanOf(view);
  const own = view.channel >= from && view.channel < from + rows;
  return (
    <div
      class="trace"
      onPointerDown={point}
      onPointerMove={point}
      onPointerLeave={() => {
        view.at = null;
      }}
    >
      {props.children}
      {span && mark(own ? "brushed own" : "brushed", span.from, span.to)}
      {view.at !== null && mark("now", view.at + 0.5)}
      {view.heard !== null && mark("heard", view.heard)}
    </div>
  );
}
