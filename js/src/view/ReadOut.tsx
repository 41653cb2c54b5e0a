// What is read out of one part of the input: its attribution, its share and its rank.

import type { Facts } from "../wire/facts";
import { count, number, percent, signed } from "./format";
import type { Reading } from "./reading";

export function ReadOut(props: {
  figure: Facts;
  reading: Reading;
  /** What its attribution is the sum of. */
  sum: string;
  /** What the parts are called. */
  parts: string;
}) {
  const { figure, reading } = props;
  const known = reading.error !== null;
  const error = known ? ` ± ${number(reading.error)}` : "";
  const change = figure.score - figure.baseline_score;
  return (
    <>
      <span title={`Attribution: ${props.sum}${known ? ", ± one standard error" : ""}`}>
        {`${signed(reading.value)}${error}`}
      </span>
      {figure.said.shares ? (
        <span title="Its part of F(x) − F(x′), the score of the input less that of the baseline">
          {percent(reading.value / change)} of the change
        </span>
      ) : (
        <span title="Share of the sum of all absolute attributions">
          {percent(reading.share)} of total
        </span>
      )}
      <span title={`Rank by size, whatever the sign, of ${count(reading.of)} ${props.parts}`}>
        rank {count(reading.rank)} of {count(reading.of)}
      </span>
    </>
  );
}
