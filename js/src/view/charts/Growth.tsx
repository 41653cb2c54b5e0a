// How one part of the input builds up along the path, over the score.

import { signed } from "../format";
import { Term } from "../parts";
import { Word } from "../Word";
import { axis, BOX, line } from "./axis";

/** How the attribution of one part of the input grows from α = 0 to its final value. */
export interface BuildUp {
  name: string;
  /** Which one of several of that name, or 0. */
  ordinal: number;
  points: [alpha: number, sum: number][];
}

/** A thin second line on a scale of its own, which is said beside it. */
export function Growth(props: { buildUp: BuildUp }) {
  const { name, ordinal, points } = props.buildUp;
  const scale = axis([0, ...points.map(([, sum]) => sum)]);
  const final = points[points.length - 1][1];
  const sign = final < 0 ? "down" : "up";
  return (
    <>
      <svg viewBox={BOX} preserveAspectRatio="none" aria-hidden="true">
        <polyline class={`growth ${sign}`} points={line(scale, points)} />
      </svg>
      <p class={`grows ${sign}`} data-testid="growth">
        <Word text={name} ordinal={ordinal} />
        <span class="number">
          {signed(final)},{" "}
          <Term tip="This line has a scale of its own: it begins at zero">own scale</Term>
        </span>
      </p>
    </>
  );
}
