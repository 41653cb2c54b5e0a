// What a kind of input brings along to be drawn. The view itself knows none of them.

import type { JSX } from "preact";
import type { PaletteName, Rgb } from "../generated/palettes";
import type { Facts } from "../wire/facts";
import type { Host, Status } from "./host";
import type { Shared, Slice } from "./state";

/** One figure made ready to draw. */
export interface Scene {
  readonly figure: Facts;
}

/** What the view is drawn on; its fields are tracked. */
export interface Page {
  /** Width of the view and device pixels per CSS pixel. */
  width: number;
  ratio: number;
  /** What everything is printed on. */
  paper: Rgb;
}

export interface ViewProps<S extends Scene = Scene, V extends object = object> {
  scene: S;
  view: Shared & V;
  status: Status;
  host: Host | null;
  page: Page;
}

export interface TileProps<S extends Scene = Scene> {
  scene: S;
  index: number;
  palette: PaletteName;
  paper: Rgb;
  /** The scale of all in the gallery, or null where each has its own. */
  scale: number | null;
}

/** What a kind of input is drawn with. */
export interface Drawing<S extends Scene = Scene, V extends object = object> {
  readonly styles: string;
  /** The explorer of one figure. */
  View(props: ViewProps<S, V>): JSX.Element;
  /** How one of a gallery is recognised. */
  Tile(props: TileProps<S>): JSX.Element;
}

/** The kind that draws a figure from the wire. */
export type KindOf = (wire: unknown) => Kind;

/** A kind of input. Functions are methods, so that kinds of different scenes stand in one list. */
export interface Kind<S extends Scene = Scene, V extends object = object> {
  /** Its name on the wire. */
  readonly kind: string;
  readonly noun: readonly [one: string, many: string];
  /** Check a figure from the wire and make it ready to draw; it may hold figures of other kinds. */
  open(wire: unknown, kindOf: KindOf): Promise<S>;
  readonly slice: Slice<V>;
  readonly drawing: Drawing<S, V>;
  /** The scale on which several can be compared; its slice is then a {@link KeptScale}. */
  scaleOf?(scenes: readonly S[]): number;
}

/** A figure that could be read, and the kind that draws it. */
export interface Drawable {
  kind: Kind;
  scene: Scene;
}

/** One figure, or why it could not be read; the error is empty when it could. */
export interface Entry {
  drawable: Drawable | null;
  error: string;
}
