// Values that stand in a grid of any number of axes, in C order.

/** A plane of it: where each of its points lies in the grid, row by row. */
export type Places = Int32Array;

/** What the slices across one axis sum to, each sign apart. */
export interface Profile {
  positive: Float32Array;
  negative: Float32Array;
}

export class Grid {
  readonly shape: readonly number[];
  readonly size: number;
  /** How far apart neighbours along each axis lie. */
  readonly #strides: number[];

  constructor(shape: readonly number[]) {
    this.shape = shape;
    this.#strides = [];
    let size = 1;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      this.#strides[axis] = size;
      size *= shape[axis];
    }
    this.size = size;
  }

  /** The position of a flat index. */
  position(index: number): number[] {
    return this.shape.map((length, axis) => Math.floor(index / this.#strides[axis]) % length);
  }

  index(position: readonly number[]): number {
    return position.reduce((sum, at, axis) => sum + at * this.#strides[axis], 0);
  }

  /** The plane along two axes through a position. */
  plane(rows: number, columns: number, through: readonly number[]): Places {
    const [height, width] = [this.shape[rows], this.shape[columns]];
    const [down, across] = [this.#strides[rows], this.#strides[columns]];
    const start = this.index(through) - through[rows] * down - through[columns] * across;
    return Int32Array.from({ length: height * width }, (_, i) => {
      const row = Math.floor(i / width);
      return start + row * down + (i - row * width) * across;
    });
  }

  /** For each place of a plane, where along an axis across it the largest magnitude is. */
  strongestAlong(values: Float32Array, axis: number, plane: Places): Places {
    const stride = this.#strides[axis];
    return plane.map((place) => {
      const first = place - (Math.floor(place / stride) % this.shape[axis]) * stride;
      let best = first;
      for (let i = 1, at = first + stride; i < this.shape[axis]; i++, at += stride) {
        if (Math.abs(values[at]) > Math.abs(values[best])) best = at;
      }
      return best;
    });
  }

  profile(values: Float32Array, axis: number): Profile {
    const [stride, length] = [this.#strides[axis], this.shape[axis]];
    const profile = { positive: new Float32Array(length), negative: new Float32Array(length) };
    for (let start = 0; start < values.length; start += stride) {
      const slice = (start / stride) % length;
      for (let i = start; i < start + stride; i++) {
        if (values[i] > 0) profile.positive[slice] += values[i];
        else profile.negative[slice] -= values[i];
      }
    }
    return profile;
  }
}

/** The slice with the most attribution, whatever its sign. */
export function strongestSlice({ positive, negative }: Profile): number {
  return largest(positive.map((value, i) => value + negative[i]));
}

/** Where the largest magnitude is, the first of several. */
export function largest(values: Float32Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) {
    if (Math.abs(values[i]) > Math.abs(values[best])) best = i;
  }
  return best;
}

export const pick = (values: Float32Array, places: Places): Float32Array =>
  Float32Array.from(places, (place) => values[place]);
