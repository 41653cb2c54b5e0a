// What is left of an attribution when everything that may be noise counts as zero.

/** What is closer to zero than this many standard errors is not told apart from it. */
const SIGMAS = 2;

/** Whether a value may be noise, given its standard error. */
export function mayBeZero(value: number, error: number): boolean {
  return Math.abs(value) < SIGMAS * error;
}

export interface Signs {
  positive: Float32Array;
  negative: Float32Array;
}

/** Both signs of the pixels whose signed value is at least twice its standard error; else zero. */
export function certainOnly({ positive, negative }: Signs, error: Float32Array): Signs {
  const left = { positive: positive.slice(), negative: negative.slice() };
  for (let i = 0; i < error.length; i++) {
    if (mayBeZero(positive[i] - negative[i], error[i])) {
      left.positive[i] = 0;
      left.negative[i] = 0;
    }
  }
  return left;
}
