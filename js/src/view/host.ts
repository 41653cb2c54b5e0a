// What a host tells the view of the model behind it, and what it can be asked for.

export interface Status {
  state: "ready" | "computing" | "stopped" | "failed";
  job: number;
  fraction: number;
  message: string;
  /** What the model says of the input changed as was asked. */
  answer?: { changed: Changed; score: number };
}

/** What parts of the input are changed to, by their numbers. */
export type Changed = Readonly<Record<string, number | string>>;

export const READY: Status = { state: "ready", job: 0, fraction: 1, message: "" };

/** What the kernel can be asked for. */
export interface Choices {
  labels: string[];
  baselines: string[];
  tols: number[];
  /** What each part may be changed to: words, none of them for any number; null for nothing. */
  changes?: (string[] | null)[];
}

export interface Selection {
  /** A class, or one rather than another: the difference of their scores. */
  target?: number | readonly [one: number, other: number];
  baseline?: string;
  tol?: number;
  changed?: Changed;
  /** Counts up when the same is asked for again, as a notebook passes on only what differs. */
  again?: number;
}

/** A live host: what can be recomputed, and the way to ask for it. */
export interface Host {
  choices: Choices;
  /** What was asked for and is not shown yet. */
  readonly asked: Selection | null;
  select(selection: Selection): void;
  stop(): void;
}
