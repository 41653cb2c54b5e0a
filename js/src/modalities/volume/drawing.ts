// What is drawn of a volume, each part made anew only when something it is made from has changed.

import { computed, type ReadonlySignal } from "@preact/signals-core";
import type { Plane } from "../../view/GridView";
import type { Profile } from "../../view/grid";
import { PLANES, type VolumeScene } from "./scene";
import type { VolumeState } from "./slice";

export interface Drawing {
  stage: ReadonlySignal<number>;
  /** What the slices across each axis sum to so far. */
  profiles: ReadonlySignal<readonly Profile[]>;
  plane: ReadonlySignal<Plane>;
}

export function drawingOf(scene: VolumeScene, view: VolumeState): Drawing {
  const { attribution, figure } = scene;
  const stage = computed(() => attribution.steps.stage(view.alpha));
  const drawn = computed(() => attribution.drawn(view, stage.value));
  const mean = computed(() => (view.projection ? scene.mean(view) : null));
  return {
    stage,
    profiles: computed(() => scene.profilesOf(drawn.value)),
    plane: computed(() => {
      const { axis, projection } = view;
      const [rows, columns] = PLANES[axis];
      const names = figure.axes;
      const at = (view.place ?? scene.strongest)[axis];
      const places = scene.places(view, drawn.value);
      return {
        rows,
        columns,
        axes: [names[rows], names[columns]],
        name: projection ? `projection along ${names[axis]}` : `${names[axis]} ${at}`,
        places,
        pixels: scene.draw(view, places, drawn.value, mean.value),
      };
    }),
  };
}
