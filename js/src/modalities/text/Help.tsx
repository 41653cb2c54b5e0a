// What is asked and shown of a text, in a few sentences.

import { named } from "../../view/Help";
import type { Facts } from "../../wire/facts";

export function Question(props: { figure: Facts }) {
  const { label, from } = named(props.figure);
  return (
    <>
      Which words the model's score for {label} rests on, by Integrated Gradients. A straight path
      leads from {from} to the text (α = 1), through the numbers that stand for each token. At each
      point of it, the step gradient tells how much every token moves the score; added up along the
      path they give the attribution. The list shows the strongest words; press one to see along the
      path how it builds up. Special tokens, which the tokenizer adds, have a dashed frame.
    </>
  );
}
