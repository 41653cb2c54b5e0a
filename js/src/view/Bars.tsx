// The strongest words as a list of signed bars that build up along α.

import { useRef } from "preact/hooks";
import type { Bar, TextScene } from "../modalities/text/scene";
import type { Units } from "../modalities/text/units";
import { alpha as alphaText, count, signed } from "./format";
import { control, Term, walk } from "./parts";
import type { View } from "./state";
import { sumOf } from "./trust";
import { spoken, Word } from "./Word";

const MOST = 8;

export function Bars(props: {
  scene: TextScene;
  units: Units;
  stage: number;
  view: View;
  set: (change: Partial<View>) => void;
}) {
  const { scene, units, stage, view, set } = props;
  const list = useRef<HTMLUListElement>(null);
  const bars = scene.strongest(view, stage, MOST);
  const final = scene.steps.isFinal(stage);
  const { low, high } = scene.reach(view.words, final);
  const span = high - low || 1;
  const place = (value: number) => `${(100 * (value - low)) / span}%`;
  const chosen = units.of(view.token);
  const hovered = units.of(view.hover);
  const noun = view.words ? "word" : "token";
  // One stop for the keyboard: the chosen row, else the first.
  const stop = Math.max(
    0,
    bars.findIndex((bar) => bar.unit === chosen),
  );
  const move = (event: KeyboardEvent) => list.current && walk(list.current, event);
  const row = (bar: Bar, i: number) => {
    const { unit, value } = bar;
    const { text, from, special } = units.list[unit];
    const name = spoken(units, unit);
    const said = `${signed(value)}${final ? "" : `, in the end ${signed(bar.final)}`}`;
    const look = [value < 0 ? "down" : "up", special && "special", unit === hovered && "hovered"];
    return (
      <li key={from}>
        <button
          type="button"
          class={look.filter(Boolean).join(" ")}
          {...control(`bar-${i}`, `${name}: ${said}`, `${name}: ${said}`)}
          aria-pressed={unit === chosen}
          tabIndex={i === stop ? 0 : -1}
          onPointerEnter={() => set({ hover: from })}
          onPointerLeave={() => set({ hover: null })}
          onClick={() => set({ token: unit === chosen ? null : from })}
        >
          <Word text={text} ordinal={units.ordinal(unit)} />
          <span class="track">
            <span
              class="sum"
              style={{
                left: place(Math.min(value, 0)),
                width: `${(100 * Math.abs(value)) / span}%`,
              }}
            />
            <span class="origin" style={{ left: place(0) }} />
            {!final && <span class="end" style={{ left: place(bar.final) }} />}
          </span>
          <span class="number">{signed(value)}</span>
        </button>
      </li>
    );
  };
  const sum = sumOf(scene.figure, view.alpha);
  return (
    <section
      class={final ? "bars final" : "bars"}
      aria-label={`The strongest ${noun}s`}
      data-testid="bars"
    >
      <p class="caption">
        <Term
          tip={`The ${noun}s with the largest attribution gathered from the baseline up to α${final ? "" : "; the thin mark is where each ends"}`}
        >
          strongest {noun}s
        </Term>
        <span class="muted number">{final ? "" : `up to α ${alphaText(view.alpha)}`}</span>
      </p>
      <ul ref={list} style={{ "--rows": Math.min(MOST, units.list.length) }} onKeyDown={move}>
        {bars.map(row)}
      </ul>
      <p class="total number" data-testid="total" title={sum.tip}>
        <span class="muted">sum of all {count(units.list.length)}</span>
        <span>{sum.text}</span>
      </p>
    </section>
  );
}
