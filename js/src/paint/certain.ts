// What is left of an attribution when everything that may be noise counts as zero.

/** Pixels closer to zero than this many standard errors are not told apart from it. */
const SIGMAS = 2;

export interface Signs {
  positive: Float32Array;
  negative: Float32Array;
}

/** Both signs of the pixels whose signed value is at least twice its standard error; else zero. */
export function certainOnly({ positive, negative }: Signs, error: Float32Array): Signs {
  const left = { positive: positive.slice(), negative: negative.slice() };
  for (let i = 0; i < error.length; i++) {
    if (Math.abs(positive[i] - negative[i]) < SIGMAS * error[i]) {
      left.positive[i] = 0;
      left.negative[i] = 0;
    }
  }
  return left;
}
