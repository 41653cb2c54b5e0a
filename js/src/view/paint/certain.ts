// What of an attribution may be noise.

/** What is closer to zero than this many standard errors is not told apart from it. */
const SIGMAS = 2;

/** Whether a value may be noise, given its standard error. */
export function mayBeZero(value: number, error: number): boolean {
  return Math.abs(value) < SIGMAS * error;
}
