// Back-pressure: one request at a time reaches the kernel, and of those that wait only the latest.

import type { Selection, Status } from "../view/host";

/** Whether two selections ask for the same picture. */
export const samePicture = (a: Selection, b: Selection): boolean =>
  String(a.target) === String(b.target) && a.baseline === b.baseline && a.tol === b.tol;

export class SelectionQueue {
  readonly #send: (selection: Selection) => void;
  #current: Selection;
  /** The latest that gave a picture: what later requests add to when one came to nothing. */
  #answered: Selection;
  #pending: Selection | null = null;
  #computing = false;

  /** `initial` is the selection in force, which a re-created view finds in the model. */
  constructor(send: (selection: Selection) => void, initial: Selection = {}) {
    this.#send = send;
    this.#current = initial;
    this.#answered = initial;
  }

  /** Whether something waits for the running job to end. */
  get waiting(): boolean {
    return this.#pending !== null;
  }

  /** What was asked for and has given no picture yet; null when nothing has. */
  get asked(): Selection | null {
    if (this.#pending) return this.#pending;
    return this.#current === this.#answered ? null : this.#current;
  }

  /** Ask for a change. A new target or baseline starts again at the usual tolerance. */
  request(change: Selection): void {
    const base = { ...this.#current, ...this.#pending };
    if (change.target !== undefined || change.baseline !== undefined) delete base.tol;
    this.#pending = { ...base, ...change };
    this.#flush();
  }

  /** Learn that a picture of what was asked for has come. */
  answered(): void {
    this.#answered = this.#current;
  }

  /** Learn the kernel's state; what waited is sent once it is free. */
  status({ state }: Pick<Status, "state">): void {
    this.#computing = state === "computing";
    if (state === "failed" || state === "stopped") this.#current = this.#answered;
    this.#flush();
  }

  #flush(): void {
    if (this.#computing || this.#pending === null) return;
    const picture = !samePicture(this.#pending, this.#answered);
    this.#current = this.#pending;
    this.#pending = null;
    if (!picture) this.#answered = this.#current; // none comes of what is answered in words
    this.#send(this.#current);
  }
}
