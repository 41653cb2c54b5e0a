// The box that one or several channels are drawn in: pointed at, and brushed along.

import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import type { Range, SeriesScene } from "./scene";
import { brushed, type SeriesState } from "./slice";

export function Field(props: {
  scene: SeriesScene;
  view: SeriesState;
  /** The channels in it, from the top. */
  from: number;
  rows: number;
  children: ComponentChildren;
}) {
  const { scene, view, from, rows } = props;
  const { length } = scene.figure;
  const anchor = useRef(-1);
  const point = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    const place = (share: number, of: number) =>
      Math.max(0, Math.min(of - 1, Math.floor(share * of)));
    const at = place((event.clientX - left) / width, length);
    const drags = event.type === "pointermove" && event.buttons === 1;
    view.at = at;
    if (!drags) view.channel = from + place((event.clientY - top) / height, rows);
    else if (at !== anchor.current) view.brush = [anchor.current, at];
    if (event.type !== "pointerdown") return;
    event.currentTarget.setPointerCapture?.(event.pointerId);
    anchor.current = at;
    view.brush = null;
  };
  const part = scene.intervals.list[view.hover ?? -1];
  const mark = (name: string, range: Range | null) => {
    const share = (steps: number) => `${(100 * steps) / length}%`;
    if (!range) return null;
    const style = { left: share(range.from), width: share(range.to - range.from) };
    return <div class={name} data-testid={name} style={style} />;
  };
  const cursor = (name: string, at: number | null) =>
    mark(name, at === null ? null : { from: at, to: at });
  const holds = (channel: number) => channel >= from && channel < from + rows;
  return (
    <div
      class="field"
      onPointerDown={point}
      onPointerMove={point}
      onPointerLeave={() => {
        view.at = null;
      }}
    >
      {props.children}
      {mark(holds(view.channel) ? "brushed own" : "brushed", brushed(view))}
      {part && holds(part.channel) && mark("brushed", part.range)}
      {cursor("now", view.at === null ? null : view.at + 0.5)}
      {cursor("heard", view.heard)}
    </div>
  );
}
