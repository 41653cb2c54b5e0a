// Arrays of any other shape.

import type * as Wire from "../../generated/schema";
import type { Kind } from "../../view/kind";
import { decode } from "./decode";
import { ArrayScene } from "./scene";
import { type ArraySlice, FORGOTTEN, fresh } from "./slice";
import styles from "./styles.css";
import { Tile } from "./Tile";
import { View } from "./View";

export const ARRAY: Kind<ArrayScene, ArraySlice> = {
  kind: "array",
  noun: ["array", "arrays"],
  open: async (wire) => new ArrayScene(await decode(wire as Wire.ArrayFigure)),
  slice: { fresh, forgotten: FORGOTTEN },
  drawing: { styles, View, Tile },
};
