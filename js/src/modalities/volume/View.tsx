// The explorer of one volume.

import { AxisSliders } from "../../view/AxisSliders";
import { GridView } from "../../view/GridView";
import type { ViewProps } from "../../view/kind";
import { savePicture } from "../../view/savePicture";
import { useMade } from "../../view/tracked";
import { Controls } from "./Controls";
import { drawingOf } from "./drawing";
import type { VolumeScene } from "./scene";
import type { VolumeSlice } from "./slice";

const HOW =
  "One slice is shown at a time, first the one with most attribution. The profiles tell what each " +
  "slice sums to, each sign apart: press one, or move its slider, to go there. The projection " +
  "shows what is strongest along the axis, over the mean of the volume.";

export function View(props: ViewProps<VolumeScene, VolumeSlice>) {
  const { scene, view } = props;
  const { axes, target } = scene.figure;
  const drawing = useMade(drawingOf, scene, view);
  const plane = drawing.plane.value;
  const place = view.place ?? scene.strongest;
  return (
    <GridView
      {...props}
      {...{ plane, stage: drawing.stage.value, index: null, buildUp: null }}
      noun="voxel"
      value={(index) => scene.value(index)}
      sum="the channels of the voxel, added up"
      how={HOW}
      list={
        <AxisSliders
          {...{ scene, profiles: drawing.profiles.value }}
          axes={axes.map((name, axis) => ({ axis, name }))}
          place={place}
          shown={view.axis}
          onPick={(axis, at) => {
            Object.assign(view, { axis, projection: false, place: place.with(axis, at) });
          }}
        />
      }
      controls={<Controls {...{ scene, view }} />}
      saved="picture"
      save={() => {
        const [height, width] = [plane.rows, plane.columns].map((axis) => scene.grid.shape[axis]);
        savePicture(plane.pixels, width, height, `${target.label} ${plane.name}`);
      }}
    />
  );
}
