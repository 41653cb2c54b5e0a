// All rows by all features, and what is pointed at.

import { useLayoutEffect, useRef } from "preact/hooks";
import { count } from "../../view/format";
import { type Drawing, heat, points, scaled } from "./drawing";
import { LANE } from "./places";
import { found, stepped } from "./pointing";
import type { RowsState } from "./slice";

export function Plane(props: Drawing) {
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
    const place = { x: event.clientX - box.left, y: event.clientY - box.top };
    return found(scene, drawn, order, place, box.width);
  };
  const open = (at: RowsState["at"]) => {
    if (at) view.row = view.row === at.row ? null : at.row;
  };
  const key = (event: KeyboardEvent) => {
    const next = stepped(view.at, event, order, scene.lanes.length);
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
      class="all-rows"
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
