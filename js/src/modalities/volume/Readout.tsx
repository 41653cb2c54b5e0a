// The line that reads out one voxel.

import { number } from "../../view/format";
import { ReadOut } from "../../view/ReadOut";
import type { VolumeScene } from "./scene";

export function Readout(props: {
  scene: VolumeScene;
  /** The voxel's place in the volume; undefined where none is pointed at. */
  index: number | undefined;
  stage: number;
}) {
  const { scene, index, stage } = props;
  if (index === undefined) {
    return (
      <p class="readout muted" data-testid="readout">
        Point at a voxel, or use arrow keys, to read it.
      </p>
    );
  }
  const { figure, grid, attribution } = scene;
  return (
    <p class="readout number" data-testid="readout" aria-live="polite">
      <span title={`Its place: ${figure.axes.join(", ")}`}>
        [{grid.position(index).join(", ")}]
      </span>
      <span title="The value of the voxel, to one of 256 levels">
        ≈ {scene.value(index).map(number).join(", ")}
      </span>
      <ReadOut
        {...{ figure, parts: "voxels", reading: attribution.read(index, stage) }}
        sum="the channels of the voxel, added up"
      />
    </p>
  );
}
