// The explorer of one array.

import { AxisSliders } from "../../view/AxisSliders";
import { number } from "../../view/format";
import { GridView } from "../../view/GridView";
import type { ViewProps } from "../../view/kind";
import { useMade } from "../../view/tracked";
import { Controls } from "./Controls";
import { type Drawing, drawingOf } from "./drawing";
import { Strongest } from "./Strongest";
import type { ArrayScene } from "./scene";
import type { ArraySlice, ArrayState } from "./slice";
import { saveValues } from "./table";

const HOW =
  "Two axes are drawn as rows and columns, through the position with most attribution; sliders " +
  "move along the others. Press one of the strongest positions to go there and to see along the " +
  "path how it builds up.";

export function View(props: ViewProps<ArrayScene, ArraySlice>) {
  const { scene, view } = props;
  const drawing = useMade(drawingOf, scene, view);
  const buildUp = useMade(buildUpOf, scene, view.chosen);
  const parts = { scene, view, drawing };
  return (
    <GridView
      {...props}
      {...{ buildUp, stage: drawing.stage.value, plane: drawing.plane.value }}
      noun="value"
      value={(index) => `is ${number(scene.figure.inputs[index])}`}
      index={view.hover ?? view.chosen}
      sum="the step gradients of the value, added up"
      how={HOW}
      list={
        <>
          <Axes {...parts} />
          <Strongest {...parts} />
        </>
      }
      controls={<Controls {...parts} />}
      saved="values"
      save={() => saveValues(scene)}
    />
  );
}

const buildUpOf = (scene: ArrayScene, chosen: number | null) => scene.buildUp(chosen);

/** Where the plane lies along the other axes. */
function Axes(props: { scene: ArrayScene; view: ArrayState; drawing: Drawing }) {
  const { scene, view, drawing } = props;
  const plane = drawing.plane.value;
  if (!plane) return null;
  const place = view.place ?? scene.strongest;
  const across = scene.figure.shape.flatMap((length, axis) =>
    length > 1 && axis !== plane.rows && axis !== plane.columns
      ? { axis, name: `axis ${axis}` }
      : [],
  );
  return (
    <AxisSliders
      {...{ scene, place, axes: across, shown: null }}
      profiles={drawing.profiles.value}
      onPick={(axis, at) => {
        view.place = place.with(axis, at);
      }}
    />
  );
}
