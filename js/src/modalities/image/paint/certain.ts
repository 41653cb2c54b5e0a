// What is left of a map when everything that may be noise counts as zero.

import { mayBeZero } from "../../../view/paint/certain";

/** Both signs of a map, added up apart. */
export interface SignMaps {
  positive: Float32Array;
  negative: Float32Array;
}

/** Both signs of the pixels whose signed value is at least twice its standard error; else zero. */
export function certainOnly({ positive, negative }: SignMaps, error: Float32Array): SignMaps {
  const left = { positive: positive.slice(), negative: negative.slice() };
  for (let i = 0; i < error.length; i++) {
    if (mayBeZero(positive[i] - negative[i], error[i])) {
      left.positive[i] = 0;
      left.negative[i] = 0;
    }
  }
  return left;
}
