// The picture as a file.

import { draw } from "./Canvas";
import { save } from "./download";
import type { Pixels } from "./paint/pictures";

/** Small pictures are enlarged by a whole factor to at least about this many pixels. */
const LEAST = 672;

export function savePicture(pixels: Pixels, width: number, height: number, name: string): void {
  const factor = Math.max(1, Math.ceil(LEAST / Math.max(width, height)));
  const source = document.createElement("canvas");
  source.width = width;
  source.height = height;
  draw(source, pixels, width, height);
  const target = document.createElement("canvas");
  target.width = width * factor;
  target.height = height * factor;
  const context = target.getContext("2d");
  if (!context) return;
  context.imageSmoothingEnabled = false;
  context.drawImage(source, 0, 0, target.width, target.height);
  target.toBlob((blob) => {
    if (blob) save(blob, name, "png");
  }, "image/png");
}
