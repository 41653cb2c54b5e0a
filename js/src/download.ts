// A picture as a PNG file, made in the page.

import { draw } from "./components/parts";
import type { Pixels } from "./paint/pictures";

/** Small pictures are enlarged by a whole factor to at least about this many pixels. */
const LEAST = 672;

export function download(pixels: Pixels, width: number, height: number, name: string): void {
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
    if (!blob) return;
    const url = URL.createObjectURL(blob);
    const link = document.createElement("a");
    link.href = url;
    link.download = `${fileName(name)}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }, "image/png");
}

/** Letters and digits of any script, joined by hyphens; never empty. */
export function fileName(text: string): string {
  const words = text.normalize("NFKC").match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join("-").slice(0, 60) || "igviz";
}
