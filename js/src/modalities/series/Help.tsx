// What is asked and shown of a series, in a few sentences.

import { named } from "../../view/Help";
import type { Facts } from "../../wire/facts";

export const TIP =
  "Drag along an interval to add it up; arrow keys move, with Shift they add up, Escape clears";

export function Question(props: { figure: Facts }) {
  const { label, from } = named(props.figure);
  return (
    <>
      Which intervals of time the model's score for {label} rests on, by Integrated Gradients: what
      a straight path from {from}, the dashed line, to the series (α = 1) gathers of the gradient,
      as the colour behind each step. {TIP}.
    </>
  );
}
