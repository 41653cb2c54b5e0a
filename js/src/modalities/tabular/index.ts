// Rows of tables.

import type { TabularFigure } from "../../generated/schema";
import type { Kind } from "../../view/kind";
import { decode } from "./decode";
import { RowScene } from "./scene";
import { FORGOTTEN, fresh, type RowSlice } from "./slice";
import styles from "./styles.css";
import { Tile } from "./Tile";
import { View } from "./View";

export const TABULAR: Kind<RowScene, RowSlice> = {
  kind: "tabular",
  noun: ["row", "rows of tables"],
  open: async (wire) => new RowScene(await decode(wire as TabularFigure)),
  slice: { fresh, forgotten: FORGOTTEN },
  drawing: { styles, View, Tile },
};
