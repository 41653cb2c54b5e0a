// Many rows of one table.

import type { RowsFigure } from "../../generated/schema";
import type { Kind } from "../../view/kind";
import { decode } from "./decode";
import { RowsScene } from "./scene";
import { FORGOTTEN, fresh, type RowsSlice } from "./slice";
import styles from "./styles.css";
import { Tile } from "./Tile";
import { View } from "./View";

export const ROWS: Kind<RowsScene, RowsSlice> = {
  kind: "rows",
  noun: ["table", "tables"],
  open: async (wire, kindOf) => new RowsScene(await decode(wire as RowsFigure), kindOf),
  slice: { fresh, forgotten: FORGOTTEN },
  drawing: { styles, View, Tile },
};
