// How large the picture stands: whole device pixels per image pixel where that fits well.

import { STAGE } from "./layout";

export interface Fit {
  width: number;
  height: number;
  /** Enlarged pixels stay sharp squares; a reduced picture is smoothed. */
  pixelated: boolean;
}

/** Fit an image into a room, in CSS pixels, on a screen with `ratio` device pixels per CSS pixel. */
export function displaySize(
  width: number,
  height: number,
  room: number,
  most = STAGE,
  ratio = 1,
): Fit {
  const free = Math.max(Math.min(room / width, most / width, most / height), 1 / width);
  const whole = Math.floor(free * ratio + 1e-6) / ratio;
  // A whole multiple may leave much of the room empty; then evenness gives way to size.
  const scale = whole >= 0.85 * free ? whole : free;
  return { width: width * scale, height: height * scale, pixelated: scale * ratio >= 1 };
}
