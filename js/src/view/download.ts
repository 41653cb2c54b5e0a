// Files made in the page: a picture as PNG, the values of a text as a table.

import type { Pixels } from "../modalities/image/paint/pictures";
import type { TextScene } from "../modalities/text/scene";
import { csv } from "./csv";
import { draw } from "./parts";
import { hardlyChanges } from "./path";

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
    if (blob) save(blob, `${fileName(name)}.png`);
  }, "image/png");
}

export function downloadTable(scene: TextScene, words: boolean): void {
  const name = `${scene.figure.target.label} ${words ? "words" : "tokens"}`;
  // The mark at the beginning tells spreadsheets that the letters are UTF-8.
  const blob = new Blob(["\ufeff", csv(table(scene, words))], { type: "text/csv;charset=utf-8" });
  save(blob, `${fileName(name)}.csv`);
}

/**
 * Text, value, standard error, part of F(x) − F(x′) and kind of every unit, as the text has them. No
 * parts where the view shows none.
 */
export function table(scene: TextScene, words: boolean): (string | number)[][] {
  const { list, final, error } = scene.units(words);
  const { figure } = scene;
  const change = hardlyChanges(figure) ? null : figure.score - figure.baseline_score;
  const rows = list.map(({ text, special }, i) => [
    text,
    final[i],
    error ? error[i] : "",
    change === null ? "" : final[i] / change,
    special ? "special" : "",
  ]);
  return [[words ? "word" : "token", "value", "error", "share", "kind"], ...rows];
}

function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Letters and digits of any script, joined by hyphens; never empty. */
export function fileName(text: string): string {
  const words = text.normalize("NFKC").match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join("-").slice(0, 60) || "igviz";
}
