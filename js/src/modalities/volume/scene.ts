// One volume made ready to draw, mirroring igviz/modalities/volume/slices.py.

import { OPENING } from "../../generated/limits";
import { PALETTES } from "../../generated/palettes";
import { number } from "../../view/format";
import { type Places, pick, strongestSlice } from "../../view/grid";
import { GridScene } from "../../view/gridScene";
import { overlay, type Pixels } from "../../view/paint/pictures";
import { massRange, strengths } from "../../view/paint/strengths";
import { SIGNS } from "../../view/signs";
import type { VolumeState } from "./slice";
import type { VolumeFigure, Window } from "./types";

/** The axes of the picture across each axis: rows, then columns. */
export const PLANES: readonly (readonly [number, number])[] = [
  [1, 2],
  [0, 2],
  [0, 1],
];

export class VolumeScene extends GridScene<VolumeFigure> {
  /** The slice across each axis with most attribution. */
  readonly strongest: readonly number[] = this.profiles.map(strongestSlice);

  /** Where each point of the picture lies in the volume. */
  places({ axis, projection, place }: VolumeState, values: Float32Array): Places {
    const [rows, columns] = PLANES[axis];
    const plane = this.grid.plane(rows, columns, place ?? this.strongest);
    return projection ? this.grid.strongestAlong(values, axis, plane) : plane;
  }

  /** The attribution as colour over the volume. */
  draw(view: VolumeState, places: Places, drawn: Float32Array, mean: Uint8Array | null): Pixels {
    const { clip } = view;
    const values = pick(drawn, places);
    const layers = SIGNS.map((sign) => ({
      strength: strengths(
        values,
        massRange(this.attribution.ranking(sign), clip),
        sign === "positive" ? 1 : -1,
      ),
      channel: PALETTES[view.palette][sign],
    }));
    const image = mean ?? this.#seen(places, view);
    return overlay(image, layers, OPENING.strength, OPENING.imageStrength);
  }

  /** The value of a voxel, of its channels where there are several, as exact as 256 levels are. */
  value(index: number): string {
    const { channels, image, low, high } = this.figure;
    const levels = image.subarray(index * channels, (index + 1) * channels);
    return `≈ ${Array.from(levels, (level) => number(low + (level * (high - low)) / 255)).join(", ")}`;
  }

  window({ window }: Pick<VolumeState, "window">): Window {
    return window ?? this.figure;
  }

  #seen(places: Places, view: VolumeState): Uint8Array {
    const { channels, image } = this.figure;
    const shades = this.#shades(view);
    const rgb = new Uint8Array(3 * places.length);
    for (let i = 0; i < rgb.length; i++) {
      rgb[i] = shades[image[places[Math.floor(i / 3)] * channels + (channels === 3 ? i % 3 : 0)]];
    }
    return rgb;
  }

  /** The mean along the axis, as it is seen through the window. */
  mean(view: VolumeState): Uint8Array {
    const { axis } = view;
    const [rows, columns] = PLANES[axis];
    const length = this.figure.shape[axis];
    const sum = new Float32Array(3 * this.figure.shape[rows] * this.figure.shape[columns]);
    for (let at = 0; at < length; at++) {
      const through = [0, 0, 0].with(axis, at);
      const seen = this.#seen(this.grid.plane(rows, columns, through), view);
      for (let i = 0; i < sum.length; i++) sum[i] += seen[i];
    }
    return Uint8Array.from(sum, (value) => Math.round(value / length));
  }

  /** How bright each level is seen through the window. */
  #shades(view: VolumeState): Uint8ClampedArray {
    const { low, high } = this.figure;
    const { level, width } = this.window(view);
    return Uint8ClampedArray.from({ length: 256 }, (_, i) => {
      const value = low + (i * (high - low)) / 255;
      return 255 * (0.5 + (value - level) / width);
    });
  }
}
