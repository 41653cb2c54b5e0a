// Volumes and videos.

import type * as Wire from "../../generated/schema";
import type { Kind } from "../../view/kind";
import { decode } from "./decode";
import { VolumeScene } from "./scene";
import { FORGOTTEN, fresh, type VolumeSlice } from "./slice";
import { Tile } from "./Tile";
import { View } from "./View";

export const VOLUME: Kind<VolumeScene, VolumeSlice> = {
  kind: "volume",
  noun: ["volume", "volumes"],
  open: async (wire) => new VolumeScene(await decode(wire as Wire.VolumeFigure)),
  slice: { fresh, forgotten: FORGOTTEN },
  drawing: { styles: "", View, Tile },
};
