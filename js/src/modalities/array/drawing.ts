// What is drawn of an array, each part made anew only when something it is made from has changed.

import { computed, type ReadonlySignal } from "@preact/signals-core";
import type { Plane } from "../../view/GridView";
import { type Profile, pick } from "../../view/grid";
import type { Strong } from "../../view/spans";
import type { ArrayScene } from "./scene";
import type { ArrayState } from "./slice";

/** Rows in the list of the strongest beside a heat map, and where bars show it all. */
const BESIDE = 8;
const ALONE = 40;

export interface Drawing {
  stage: ReadonlySignal<number>;
  plane: ReadonlySignal<Plane | null>;
  /** What the slices across each axis sum to so far. */
  profiles: ReadonlySignal<readonly Profile[]>;
  strongest: ReadonlySignal<Strong[]>;
  most: number;
}

export function drawingOf(scene: ArrayScene, view: ArrayState): Drawing {
  const { attribution, grid, longest } = scene;
  const stage = computed(() => attribution.steps.stage(view.alpha));
  const drawn = computed(() => attribution.drawn(view, stage.value));
  const most = Math.min(longest ? BESIDE : ALONE, grid.size);
  return {
    stage,
    most,
    plane: computed(() => {
      if (!longest) return null;
      const [rows, columns] = view.axes ?? longest;
      const through = view.place ?? scene.strongest;
      const places = grid.plane(rows, columns, through);
      const index = through.map((at, axis) => (axis === rows || axis === columns ? ":" : at));
      const pixels = scene.draw(pick(drawn.value, places), view);
      const axes = [`axis ${rows}`, `axis ${columns}`] as const;
      return { rows, columns, axes, name: `[${index.join(", ")}]`, places, pixels };
    }),
    profiles: computed(() => scene.profilesOf(drawn.value)),
    strongest: computed(() => scene.ranked(drawn.value, most)),
  };
}
