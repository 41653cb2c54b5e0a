// What is asked and shown of a volume, in a few sentences.

import { named } from "../../view/Help";
import type { Facts } from "../../wire/facts";

export function Question(props: { figure: Facts }) {
  const { label, from } = named(props.figure);
  return (
    <>
      Which voxels the model's score for {label} rests on, by Integrated Gradients. A straight path
      leads from {from} to the volume (α = 1); the step gradients along it add up to the
      attribution. One slice is shown at a time, first the one with most attribution. The profiles
      tell what each slice sums to, each sign apart: press one, or move its slider, to go there. The
      projection shows what is strongest along the axis, over the mean of the volume.
    </>
  );
}
