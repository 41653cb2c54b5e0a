// What is pointed at on the plane of all rows, by pointer or by keyboard.

import { clamp, moved } from "../../view/walk";
import { LANE, placing } from "./places";
import type { RowsScene } from "./scene";
import type { RowsState } from "./slice";

type At = NonNullable<RowsState["at"]>;

/** The lane and the row at a place on the plane, in its CSS pixels, of a width. */
export function found(
  scene: RowsScene,
  drawn: RowsState["drawn"],
  order: Int32Array,
  place: { x: number; y: number },
  width: number,
): At {
  const lane = clamp(Math.floor(place.y / LANE), scene.lanes.length);
  if (drawn === "points") return { lane, row: near(scene, lane, place.x, width) };
  return { lane, row: order[clamp(Math.floor((place.x / width) * order.length), order.length)] };
}

/** The row of the point that is nearest to a place in a lane. */
function near(scene: RowsScene, lane: number, x: number, width: number): number {
  const place = placing(scene, width);
  let best = 0;
  scene.lanes[lane].values.forEach((value, row, values) => {
    if (Math.abs(place(value) - x) < Math.abs(place(values[best]) - x)) best = row;
  });
  return best;
}

/** Where a key moves what is pointed at, along the order of rows; see {@link moved}. */
export function stepped(
  at: At | null,
  event: Pick<KeyboardEvent, "key" | "shiftKey">,
  order: Int32Array,
  lanes: number,
): At | null | undefined {
  const from = at && { x: order.indexOf(at.row), y: at.lane };
  const to = moved(from, event, order.length, lanes, { x: 0, y: 0 });
  return to ? { row: order[to.x], lane: to.y } : to;
}
