// What each stretch of α contributes.

import type { Facts } from "../../wire/facts";
import { alpha as alphaText } from "../format";
import { Term } from "../parts";
import { type Share, shares } from "../path";
import { part } from "../trust";
import { axis } from "./axis";
import { type Pick, Plot } from "./Plot";

export function ShareChart(props: { figure: Facts; alpha: number; onPick: Pick }) {
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

function shareText(figure: Facts, bar: Share): string {
  return `α ${alphaText(bar.from)} to ${alphaText(bar.to)}: ${part(figure, bar.value)}`;
}
