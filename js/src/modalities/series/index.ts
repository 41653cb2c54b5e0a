// Series, sound among them.

import type { SeriesFigure } from "../../generated/schema";
import type { Kind } from "../../view/kind";
import { decode } from "./decode";
import { SeriesScene } from "./scene";
import { FORGOTTEN, fresh, type SeriesSlice } from "./slice";
import styles from "./styles.css";
import { Tile } from "./Tile";
import { View } from "./View";

export const SERIES: Kind<SeriesScene, SeriesSlice> = {
  kind: "series",
  noun: ["series", "series"],
  open: async (wire) => new SeriesScene(await decode(wire as SeriesFigure)),
  slice: { fresh, forgotten: FORGOTTEN },
  drawing: { styles, View, Tile },
};
