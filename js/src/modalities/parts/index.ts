// Several inputs at once.

import type { PartsFigure } from "../../generated/schema";
import type { Kind } from "../../view/kind";
import { decode } from "./decode";
import { FORGOTTEN, fresh, type PartsSlice } from "./slice";
import styles from "./styles.css";
import { Tile } from "./Tile";
import { type PartsScene, View } from "./View";

export const PARTS: Kind<PartsScene, PartsSlice> = {
  kind: "parts",
  noun: ["group of inputs", "groups of inputs"],
  open: async (wire, kindOf) => ({ figure: await decode(wire as PartsFigure, kindOf) }),
  slice: { fresh, forgotten: FORGOTTEN },
  drawing: { styles, View, Tile },
};
