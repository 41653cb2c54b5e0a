// Texts.

import type { TokensFigure } from "../../generated/schema";
import type { Kind } from "../../view/kind";
import { decode } from "./decode";
import { sharedScale, TextScene } from "./scene";
import { FORGOTTEN, fresh, type TextSlice } from "./slice";
import styles from "./styles.css";
import { Tile } from "./Tile";
import { View } from "./View";

export const TEXT: Kind<TextScene, TextSlice> = {
  kind: "tokens",
  noun: ["text", "texts"],
  open: async (wire) => new TextScene(await decode(wire as TokensFigure)),
  slice: { fresh, forgotten: FORGOTTEN },
  drawing: { styles, View, Tile },
  scaleOf: sharedScale,
};
