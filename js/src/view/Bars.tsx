// The strongest parts of the input as a list of signed bars that build up along α.

import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import type { Sentence } from "../generated/schema";
import { alpha as alphaText, count, signed } from "./format";
import { control, Term, walk } from "./parts";
import type { Reach } from "./spans";

export interface Bar {
  /** What the part is known by; never changes. */
  key: number;
  /** Its name, spoken and as it stands before the bar. */
  name: string;
  label: ComponentChildren;
  /** No part of the input proper, and told so by a quieter name. */
  special: boolean;
  /** Attribution gathered so far, and in the end. */
  value: number;
  final: number;
}

export interface BarsProps {
  /** Strongest first. */
  bars: readonly Bar[];
  /** How far the axis reaches. */
  reach: Reach;
  alpha: number;
  /** Whether the attribution is finished. */
  final: boolean;
  /** What one is called. */
  noun: string;
  /** How many there are in all, and at most in the list. */
  of: number;
  most: number;
  /** What all of them sum to. */
  sum: Sentence;
  /** Keys, or null. */
  chosen: number | null;
  hovered: number | null;
  onChoose: (key: number | null) => void;
  onHover: (key: number | null) => void;
}

export function Bars(props: BarsProps) {
  const { bars, final, noun, sum } = props;
  const list = useRef<HTMLUListElement>(null);
  // One stop for the keyboard: the chosen row, else the first.
  const stop = Math.max(
    0,
    bars.findIndex((bar) => bar.key === props.chosen),
  );
  const move = (event: KeyboardEvent) => list.current && walk(list.current, event);
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
        <span class="muted number">{final ? "" : `up to α ${alphaText(props.alpha)}`}</span>
      </p>
      <ul ref={list} style={{ "--rows": Math.min(props.most, props.of) }} onKeyDown={move}>
        {bars.map((bar, i) => (
          <Row key={bar.key} {...props} bar={bar} index={i} stop={i === stop} />
        ))}
      </ul>
      <p class="total number" data-testid="total" title={sum.tip}>
        <span class="muted">sum of all {count(props.of)}</span>
        <span>{sum.text}</span>
      </p>
    </section>
  );
}

function Row(props: BarsProps & { bar: Bar; index: number; stop: boolean }) {
  const { bar, final, chosen, onHover } = props;
  const { key, value, special } = bar;
  const said = `${bar.name}: ${signed(value)}${final ? "" : `, in the end ${signed(bar.final)}`}`;
  const look = [
    value < 0 ? "down" : "up",
    special && "special",
    key === props.hovered && "hovered",
  ];
  return (
    <li>
      <button
        type="button"
        class={look.filter(Boolean).join(" ")}
        {...control(`bar-${props.index}`, said, said)}
        aria-pressed={key === chosen}
        tabIndex={props.stop ? 0 : -1}
        onPointerEnter={() => onHover(key)}
        onPointerLeave={() => onHover(null)}
        onClick={() => props.onChoose(key === chosen ? null : key)}
      >
        {bar.label}
        <Track bar={bar} reach={props.reach} final={final} />
        <span class="number">{signed(value)}</span>
      </button>
    </li>
  );
}

function Track(props: { bar: Bar; reach: Reach; final: boolean }) {
  const { value, final: end } = props.bar;
  const { low, high } = props.reach;
  const span = high - low || 1;
  const place = (at: number) => `${(100 * (at - low)) / span}%`;
  const width = `${(100 * Math.abs(value)) / span}%`;
  return (
    <span class="track">
      <span class="sum" style={{ left: place(Math.min(value, 0)), width }} />
      <span class="origin" style={{ left: place(0) }} />
      {!props.final && <span class="end" style={{ left: place(end) }} />}
    </span>
  );
}
