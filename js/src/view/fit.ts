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

/** The least share of the longer side that the shorter one takes on the page. */
const SLIMMEST = 0.2;

/** The same for a plane of anything, of which a slim one is drawn broader than it is. */
export function planeSize(width: number, height: number, room: number, ratio = 1): Fit {
  const slim = Math.min(width, height) < SLIMMEST * Math.max(width, height);
  if (!slim) return displaySize(width, height, room, STAGE, ratio);
  const [long, short] = [room, SLIMMEST * room];
  return width > height
    ? { width: long, height: short, pixelated: width <= long }
    : { width: short, height: long, pixelated: height <= long };
}
