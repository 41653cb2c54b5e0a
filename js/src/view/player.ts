// Moves α by itself, from where it stands to 1.

import type { Shared } from "./state";
import { prefersLessMotion } from "./theme";

const DURATION = 5000;
/** Readers who ask for less motion get a few separate moments instead of a film. */
const CALM_STEP = 0.1;
const CALM_PAUSE = 700;

export class Player {
  readonly #view: Pick<Shared, "alpha" | "playing">;
  #timer: number | undefined;

  constructor(view: Pick<Shared, "alpha" | "playing">) {
    this.#view = view;
  }

  /** Start or stop, as the view now says. */
  sync(): void {
    if (!this.#view.playing) this.stop();
    else if (this.#timer === undefined) this.#start();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #start(): void {
    const calm = prefersLessMotion();
    let last = performance.now();
    let exact = this.#view.alpha;
    this.#timer = setInterval(
      () => {
        const now = performance.now();
        exact += calm ? CALM_STEP : Math.min(now - last, 100) / DURATION;
        last = now;
        const alpha = Math.min(1, Math.round(100 * exact) / 100);
        Object.assign(this.#view, { alpha, playing: alpha < 1 });
      },
      calm ? CALM_PAUSE : 33,
    ) as unknown as number;
  }
}
