// What is asked and shown of a graph, in a few sentences.

import { named } from "../../view/Help";
import type { GraphFigure } from "./types";

export function Question({ figure }: { figure: GraphFigure }) {
  const { label, from } = named(figure);
  const { noun } = figure;
  return (
    <>
      Which {noun}s the model's score for {label} rests on, by Integrated Gradients. A straight path
      leads from {from} to the graph (α = 1): the features of its {noun}s change, its edges stay. At
      each point of the path, the step gradient tells how much every feature moves the score; added
      up along the path, and over the features of each {noun}, they give its colour.
      {noun === "atom" && " The hydrogens of an atom are part of it."} Press one to see along the
      path how it builds up.
    </>
  );
}
