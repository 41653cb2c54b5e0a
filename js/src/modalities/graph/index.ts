// Graphs and molecules.

import type { GraphFigure } from "../../generated/schema";
import type { Kind } from "../../view/kind";
import { decode } from "./decode";
import { GraphScene } from "./scene";
import { FORGOTTEN, fresh, type GraphSlice } from "./slice";
import styles from "./styles.css";
import { Tile } from "./Tile";
import { View } from "./View";

export const GRAPH: Kind<GraphScene, GraphSlice> = {
  kind: "graph",
  noun: ["graph", "graphs"],
  open: async (wire) => new GraphScene(await decode(wire as GraphFigure)),
  slice: { fresh, forgotten: FORGOTTEN },
  drawing: { styles, View, Tile },
};
