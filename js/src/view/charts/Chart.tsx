// The score along the path and, below it, what each stretch of α contributes.

import type { Figure } from "../../wire/figure";
import { alpha as alphaText, scoreIn, signed } from "../format";
import { Term } from "../parts";
import { type Share, saturatedFrom, scoreAt, shares, withEnds } from "../path";
import { part } from "../trust";
import { Word } from "../Word";

/** Coordinates run from 0 to this in both directions; the drawing stretches to its box. */
const UNIT = 1000;
const BOX = `0 0 ${UNIT} ${UNIT}`;

interface Axis {
  low: number;
  high: number;
  /** Height of a value from the bottom, 0..1. */
  at(value: number): number;
}

function axis(values: number[], room = 0.08): Axis {
  const known = values.filter(Number.isFinite);
  let low = Math.min(...known);
  let high = Math.max(...known);
  if (known.length === 0) [low, high] = [0, 1];
  const span = high - low;
  const pad = span > 0 ? room * span : Math.abs(high) || 1;
  return {
    low,
    high,
    at: (value) => (value - (low - pad)) / (span + 2 * pad),
  };
}

const x = (alpha: number): number => alpha * UNIT;
const y = (height: number): number => (1 - height) * UNIT;

/** How the attribution of one part of the input grows from α = 0 to its final value. */
export interface BuildUp {
  name: string;
  /** Which one of several of that name, or 0. */
  ordinal: number;
  points: [alpha: number, sum: number][];
}

export function ScoreChart(props: {
  figure: Figure;
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
  const line = path.alphas
    .map((a, i) => [a, path.scores[i]])
    .filter(([, value]) => Number.isFinite(value ?? Number.NaN))
    .map(([a, value]) => `${x(a).toFixed(1)},${y(scale.at(value)).toFixed(1)}`);
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
          <line class="rule" x1="0" x2={UNIT} y1={y(scale.at(end))} y2={y(scale.at(end))} />
          <line class="rule" x1="0" x2={UNIT} y1={y(scale.at(start))} y2={y(scale.at(start))} />
          <polyline class="score ahead" points={line.join(" ")} />
        </svg>
        <svg
          viewBox={BOX}
          preserveAspectRatio="none"
          aria-hidden="true"
          style={{ clipPath: `inset(-4px ${100 * (1 - alpha)}% -4px -4px)` }}
        >
          <polyline class="score" points={line.join(" ")} />
        </svg>
        {now !== null && (
          <div class="dot" style={{ left: `${100 * alpha}%`, bottom: `${100 * scale.at(now)}%` }} />
        )}
        {props.buildUp && <Growth buildUp={props.buildUp} />}
        {/* Its remark stands on the lines, which would strike it through. */}
        {saturated !== null && (
          <div
            class={`saturated${end < start ? " top" : ""}`}
            data-testid="saturated"
            style={{ left: `${100 * saturated}%` }}
            title={`From α = ${alphaText(saturated)} on the score stays within 10 % of its final value: the gradient there says little about the prediction`}
          >
            <span class="remark">
              saturated<span class="why">: plain gradients fail here</span>
            </span>
          </div>
        )}
      </Plot>
    </>
  );
}

/** A thin second line on a scale of its own, which is said beside it. */
function Growth(props: { buildUp: BuildUp }) {
  const { name, ordinal, points } = props.buildUp;
  const scale = axis([0, ...points.map(([, sum]) => sum)]);
  const final = points[points.length - 1][1];
  const sign = final < 0 ? "down" : "up";
  const line = points.map(([a, sum]) => `${x(a).toFixed(1)},${y(scale.at(sum)).toFixed(1)}`);
  return (
    <>
      <svg viewBox={BOX} preserveAspectRatio="none" aria-hidden="true">
        <polyline class={`growth ${sign}`} points={line.join(" ")} />
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

function Ticks(props: { scale: Axis; figure: Figure }) {
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

export function ShareChart(props: { figure: Figure; alpha: number; onPick: Pick }) {
  const { figure, alpha } = props;
  const parts = shares(figure.path);
  const scale = axis([0, ...parts.map((part) => part.value)], 0.02);
  const zero = scale.at(0);
  return (
    <>
      <div class="ticks share muted">
        <span class="name">
          <Term tip="What each stretch of α contributes to the score: its step gradients, summed over the whole input">
            share
          </Term>
        </span>
      </div>
      <Plot id="share-chart" alpha={alpha} onPick={props.onPick}>
        {parts.map((bar) => (
          <div
            key={bar.from}
            class={`bar ${bar.value < 0 ? "down" : "up"}${bar.from >= alpha ? " ahead" : ""}`}
            style={{
              left: `${100 * bar.from}%`,
              width: `${100 * (bar.to - bar.from)}%`,
              bottom: `${100 * Math.min(zero, scale.at(bar.value))}%`,
              height: `${100 * Math.abs(scale.at(bar.value) - zero)}%`,
            }}
            title={shareText(figure, bar)}
          />
        ))}
        <div class="zero" style={{ bottom: `${100 * zero}%` }} />
      </Plot>
    </>
  );
}

function shareText(figure: Figure, bar: Share): string {
  return `α ${alphaText(bar.from)} to ${alphaText(bar.to)}: ${part(figure, bar.value)}`;
}

type Pick = (alpha: number) => void;

/** A box whose width is α from 0 to 1; pressing anywhere in it goes there. */
function Plot(props: {
  id: string;
  alpha: number;
  onPick: Pick;
  children: preact.ComponentChildren;
}) {
  const pick = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (event.buttons !== 1) return;
    if (event.type === "pointerdown") event.currentTarget.setPointerCapture?.(event.pointerId);
    const box = event.currentTarget.getBoundingClientRect();
    const place = (event.clientX - box.left) / box.width;
    props.onPick(Math.round(100 * Math.max(0, Math.min(1, place))) / 100);
  };
  return (
    <div
      class={`plot ${props.id}`}
      data-testid={props.id}
      onPointerDown={pick}
      onPointerMove={pick}
    >
      <div class="now" style={{ left: `${100 * props.alpha}%` }} />
      {props.children}
    </div>
  );
}
