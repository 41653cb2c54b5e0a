// Images.

import type { ImageFigure } from "../../generated/schema";
import type { Kind } from "../../view/kind";
import { decode } from "./decode";
import { fresh } from "./modes";
import { ImageScene } from "./scene";
import { FORGOTTEN, type ImageSlice } from "./slice";
import styles from "./styles.css";
import { Tile } from "./Tile";
import { View } from "./View";

export const IMAGE: Kind<ImageScene, ImageSlice> = {
  kind: "image",
  noun: ["picture", "images"],
  open: async (wire) => new ImageScene(await decode(wire as ImageFigure)),
  slice: { fresh, forgotten: FORGOTTEN },
  drawing: { styles, View, Tile },
};
