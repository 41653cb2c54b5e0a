// What the keyboard does with a series.

import type { SeriesScene } from "./scene";
import type { SeriesState } from "./slice";

/** From one end to the other in about so many presses of an arrow. */
const PRESSES = 200;

/** Arrows move along the series and between channels, with Shift they brush, Escape clears. */
export function press(scene: SeriesScene, view: SeriesState, event: KeyboardEvent): void {
  const { length, channels } = scene.figure;
  const by = Math.ceil(length / PRESSES);
  const [anchor, head] = view.brush ?? [];
  const now = view.at ?? head ?? 0;
  const { key } = event;
  const move = { ArrowLeft: -by, ArrowRight: by, Home: -now, End: length }[key];
  const up = { ArrowUp: -1, ArrowDown: 1 }[key];
  const within = (at: number, of: number) => Math.max(0, Math.min(of - 1, at));
  if (key === "Escape") Object.assign(view, { at: null, brush: null });
  else if (move !== undefined) {
    view.at = within(now + move, length);
    view.brush = event.shiftKey ? [anchor ?? now, view.at] : null;
  } else if (up) {
    const row = scene.turned(view.channel) + up;
    view.channel = scene.turned(within(row, channels.length));
  } else return;
  event.preventDefault();
  event.stopPropagation();
}
