// The score along the path.

import type { Facts } from "../../wire/facts";
import { alpha as alphaText, scoreIn } from "../format";
import { Term } from "../parts";
import { saturatedFrom, scoreAt, withEnds } from "../path";
import { type Axis, axis, BOX, depth, line, UNIT } from "./axis";
import { type BuildUp, Growth } from "./Growth";
import { type Pick, Plot } from "./Plot";

export function ScoreChart(props: {
  figure: Facts;
  alpha: number;
  buildUp: BuildUp | null;
  onPick: Pick;
}) {
  const { figure, alpha } = props;
  const { score: end, baseline_score: start, output } = figure;
  const path = withEnds(figure.path, end, start);
  const scale = axis([...path.scores, end, start]);
  const saturated = saturatedFrom(path, end, start);
  const now = scoreAt(path, alpha);
  const known = path.alphas
    .map((at, i) => [at, path.scores[i]] as const)
    .filter(([, value]) => Number.isFinite(value ?? Number.NaN));
  const points = line(scale, known);
  return (
    <>
      <p class="caption">
        <Term tip="F(α): the explained output of the model at each point of the path from the baseline (α = 0) to the input (α = 1)">
          {output} along the path
        </Term>
        <span class="number">
          F({alphaText(alpha)}) = {scoreIn(figure, now)}
        </span>
      </p>
      <Ticks scale={scale} figure={figure} />
      <Plot id="score-chart" alpha={alpha} onPick={props.onPick}>
        {saturated !== null && (
          <div class="saturated hatched" style={{ left: `${100 * saturated}%` }} />
        )}
        <svg viewBox={BOX} preserveAspectRatio="none" aria-hidden="true">
          <Rule at={depth(scale, end)} />
          <Rule at={depth(scale, start)} />
          <polyline class="score ahead" points={points} />
        </svg>
        <svg
          viewBox={BOX}
          preserveAspectRatio="none"
          aria-hidden="true"
          style={{ clipPath: `inset(-4px ${100 * (1 - alpha)}% -4px -4px)` }}
        >
          <polyline class="score" points={points} />
        </svg>
        {now !== null && (
          <div class="dot" style={{ left: `${100 * alpha}%`, bottom: `${100 * scale.at(now)}%` }} />
        )}
        {props.buildUp && <Growth buildUp={props.buildUp} />}
        {saturated !== null && <Saturated from={saturated} falls={end < start} />}
      </Plot>
    </>
  );
}

function Rule(props: { at: number }) {
  return <line class="rule" x1="0" x2={UNIT} y1={props.at} y2={props.at} />;
}

/** Stands on the lines, which would strike its remark through. */
function Saturated(props: { from: number; falls: boolean }) {
  return (
    <div
      class={`saturated${props.falls ? " top" : ""}`}
      data-testid="saturated"
      style={{ left: `${100 * props.from}%` }}
      title={`From α = ${alphaText(props.from)} on the score stays within 10 % of its final value: the gradient there says little about the prediction`}
    >
      <span class="remark">
        saturated<span class="why">: plain gradients fail here</span>
      </span>
    </div>
  );
}

function Ticks(props: { scale: Axis; figure: Facts }) {
  const { scale, figure } = props;
  const { score: end, baseline_score: start } = figure;
  const near = Math.abs(scale.at(start) - scale.at(end)) < 0.15;
  return (
    <div class="ticks number muted" aria-hidden="true">
      <span style={{ bottom: `${100 * scale.at(end)}%` }} title="F(x): the score of the input">
        {scoreIn(figure, end)}
      </span>
      {!near && (
        <span
          style={{ bottom: `${100 * scale.at(start)}%` }}
          title="F(x′): the score of the baseline"
        >
          {scoreIn(figure, start)}
        </span>
      )}
    </div>
  );
}
