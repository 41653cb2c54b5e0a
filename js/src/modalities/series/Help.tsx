// What is asked and shown of a series, in a few sentences.

import { named } from "../../view/Help";
import type { Facts } from "../../wire/facts";

export function Question(props: { figure: Facts }) {
  const { label, from } = named(props.figure);
  return (
    <>
      Which intervals of time the model's score for {label} rests on, by Integrated Gradients. A
      straight path leads from {from}, the dashed line, to the series (α = 1). The step gradients
      along it, added up, are the attribution, which colours the ground behind the line. Drag along
      an interval, or press Shift and arrow keys, to add up what lies in it.
    </>
  );
}
