// What is drawn of a volume, each part made anew only when something it is made from has changed.

import { computed, type ReadonlySignal } from "@preact/signals-core";
import type { Places, Profile } from "../../view/grid";
import type { Pixels } from "../../view/paint/pictures";
import type { VolumeScene } from "./scene";
import type { VolumeState } from "./slice";

export interface Drawing {
  stage: ReadonlySignal<number>;
  /** The attribution so far, zero where a voxel is muted. */
  drawn: ReadonlySignal<Float32Array>;
  profiles: ReadonlySignal<readonly Profile[]>;
  places: ReadonlySignal<Places>;
  pixels: ReadonlySignal<Pixels>;
}

export function drawingOf(scene: VolumeScene, view: VolumeState): Drawing {
  const { attribution, grid } = scene;
  const stage = computed(() => attribution.steps.stage(view.alpha));
  const drawn = computed(() => attribution.drawn(view, stage.value));
  const places = computed(() => scene.places(view, drawn.value));
  return {
    stage,
    drawn,
    profiles: computed(() =>
      scene.profiles.map((final, axis) =>
        drawn.value === attribution.final ? final : grid.profile(drawn.value, axis),
      ),
    ),
    places,
    pixels: computed(() => scene.draw(view, places.value, drawn.value)),
  };
}
