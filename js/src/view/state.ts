// What a reader has chosen in the view, a slice for each kind of input. None of it needs the model.

import type { PaletteName } from "../generated/palettes";
import { tracked } from "./tracked";

/** What every kind of input has in common. */
export interface Shared {
  palette: PaletteName;
  alpha: number;
  playing: boolean;
  /** Only what stands out from its own standard error is drawn. */
  certain: boolean;
  help: boolean;
  /** Galleries: which figure is shown. */
  entry: number;
}

export const OPENING: Readonly<Shared> = {
  palette: "green-red",
  alpha: 1,
  playing: false,
  certain: false,
  help: false,
  entry: 0,
};

/** What another figure in the same view does not inherit. */
const FORGOTTEN = { playing: false, help: false } as const satisfies Partial<Shared>;

/** What a reader can choose of a kind of input: a slice of the view's state. */
export interface Slice<V extends object = object> {
  /** As a view opens. */
  fresh(): V;
  /** What another figure in the same view does not inherit. */
  readonly forgotten: Partial<V>;
}

/** Whose slice it is, and where it comes from. */
interface Sliced<V extends object> {
  readonly kind: string;
  readonly slice: Slice<V>;
}

export class ViewState {
  readonly shared: Shared = tracked({ ...OPENING });
  readonly #slices = new Map<string, object>();

  /** The fields of a kind and, under them, the shared ones. */
  of<V extends object>({ kind, slice }: Sliced<V>): Shared & V {
    let fields = this.#slices.get(kind);
    if (!fields) {
      fields = tracked(slice.fresh(), this.shared);
      this.#slices.set(kind, fields);
    }
    return fields as Shared & V;
  }

  /** Go on to another entry of a gallery, with all that was chosen for good. */
  turnTo(entry: number, kinds: readonly Sliced<object>[]): void {
    Object.assign(this.shared, FORGOTTEN, { entry });
    for (const kind of kinds) Object.assign(this.of(kind), kind.slice.forgotten);
  }
}
