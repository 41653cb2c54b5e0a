// What is asked of an image, in a few sentences.

import { named } from "../../view/Help";
import type { Facts } from "../../wire/facts";

export function Question(props: { figure: Facts }) {
  const { label, from } = named(props.figure);
  return (
    <>
      Which parts of the input the model's score for {label} rests on, by Integrated Gradients. A
      straight path leads from {from} to the input (α = 1). At each point of it, the step gradient
      tells how much every pixel moves the score; added up along the path they give the attribution.
    </>
  );
}
