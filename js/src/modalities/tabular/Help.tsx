// What is asked and shown of a row, in a few sentences.

import { named } from "../../view/Help";
import type { RowFigure } from "./types";

export function Question(props: { figure: RowFigure }) {
  const { label, from } = named(props.figure);
  return (
    <>
      Which features the model's score for {label} rests on, by Integrated Gradients. A straight
      path leads from {from} to the row (α = 1), each feature on its way from the first value beside
      its name to the second. At each point of the path, the step gradient tells how much every
      feature moves the score; added up they give the attribution. The waterfall begins at the score
      of the baseline and, the largest attribution first, leads to that of the row; press a feature
      to see along the path how it builds up.
      {props.figure.spread &&
        " Paths from several baselines are averaged; a whisker is one standard deviation of what each of them gives."}
    </>
  );
}
