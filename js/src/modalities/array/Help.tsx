// What is asked and shown of an array, in a few sentences.

import { named } from "../../view/Help";
import type { Facts } from "../../wire/facts";

export function Question(props: { figure: Facts }) {
  const { label, from } = named(props.figure);
  return (
    <>
      Which values the model's score for {label} rests on, by Integrated Gradients. A straight path
      leads from {from} to the array (α = 1); the step gradients along it add up to the attribution.
      Two axes are drawn as rows and columns, through the position with most attribution; sliders
      move along the others. Press one of the strongest positions to go there and to see along the
      path how it builds up.
    </>
  );
}
