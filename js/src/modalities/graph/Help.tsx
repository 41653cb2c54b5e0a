// What is asked and shown of a graph, in a few sentences.

import { named } from "../../view/Help";
import type { GraphFigure } from "./types";

export function Question({ figure }: { figure: GraphFigure }) {
  const { label, from } = named(figure);
  const { noun } = figure;
  return (
    <>
      Which {noun}s the model's score for {label} rests on, by Integrated Gradients. A straight path
      leads from {from} to the graph (α = 1): features change, edges stay. The step gradients of one{" "}
      {noun}'s features
      {noun === "atom" && " (and its hydrogens')"}, added up, give its colour; press it to see them
      build up.
    </>
  );
}
