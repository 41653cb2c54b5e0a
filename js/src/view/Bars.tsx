// The strongest parts of the input as a list of signed bars that build up along α.

import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import type { Sentence } from "../generated/schema";
import { alpha as alphaText, count, signed } from "./format";
import { useNested } from "./nested";
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
  /** Where its bar starts; zero unless said. */
  start?: number;
  /** Attribution gathered so far, and in the end. */
  value: number;
  final: number;
  /** By how much it differs from baseline to baseline, where several are averaged. */
  spread?: number;
  /** Drawn faintly, as what was asked for is something else. */
  faint?: boolean;
}

/** Bars as they stand in a list, and what is picked among them. */
export interface ListProps {
  bars: readonly Bar[];
  /** How far the axis reaches. */
  reach: Reach;
  /** Whether the attribution is finished. */
  final: boolean;
  /** Keys, or null. */
  chosen: number | null;
  hovered: number | null;
  onChoose: (key: number | null) => void;
  onHover: (key: number | null) => void;
}

/** Bars are strongest first. */
export interface BarsProps extends ListProps {
  alpha: number;
  /** What one is called. */
  noun: string;
  /** How many there are in all, and at most in the list. */
  of: number;
  most: number;
  /** What those sum to that have no bar, where that is said: their name and their sum. */
  rest?: readonly [name: string, sum: string] | null;
  /** What all of them sum to. */
  sum: Sentence;
}

export function Bars(props: BarsProps) {
  const { final, noun, sum } = props;
  const nested = useNested(); // the sum is of all inputs then
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
      <BarList {...props} id="bar" rows={Math.min(props.most, props.of)} marks={!final} />
      {props.rest && (
        <p class="total number" data-testid="rest">
          <span class="muted">{props.rest[0]}</span>
          <span>{props.rest[1]}</span>
        </p>
      )}
      {!nested && (
        <p class="total number" data-testid="total" title={sum.tip}>
          <span class="muted">sum of all {count(props.of)}</span>
          <span>{sum.text}</span>
        </p>
      )}
    </section>
  );
}

interface OwnProps extends ListProps {
  /** What its rows are called, each with its number. */
  id: string;
  /** How many rows there may be. */
  rows: number;
  /** Whether it is marked where each bar ends. */
  marks: boolean;
}

/** A list of bars that the keyboard walks through. */
export function BarList(props: OwnProps) {
  const list = useRef<HTMLUListElement>(null);
  // One stop for the keyboard: the chosen row, else the first.
  const stop = Math.max(
    0,
    props.bars.findIndex((bar) => bar.key === props.chosen),
  );
  const move = (event: KeyboardEvent) => list.current && walk(list.current, event);
  return (
    <ul ref={list} style={{ "--rows": props.rows }} onKeyDown={move}>
      {props.bars.map((bar, i) => (
        <Row key={bar.key} {...props} bar={bar} index={i} stop={i === stop} />
      ))}
    </ul>
  );
}

function Row(props: OwnProps & { bar: Bar; index: number; stop: boolean }) {
  const { bar, final, chosen, onHover } = props;
  const { key, value, special } = bar;
  const said = `${bar.name}: ${signed(value)}${final ? "" : `, in the end ${signed(bar.final)}`}`;
  const look = [
    value < 0 ? "down" : "up",
    special && "special",
    bar.faint && "faint",
    key === props.hovered && "hovered",
  ];
  return (
    <li>
      <button
        type="button"
        class={look.filter(Boolean).join(" ")}
        {...control(`${props.id}-${props.index}`, said, said)}
        aria-pressed={key === chosen}
        tabIndex={props.stop ? 0 : -1}
        onPointerEnter={() => onHover(key)}
        onPointerLeave={() => onHover(null)}
        onClick={() => props.onChoose(key === chosen ? null : key)}
      >
        {bar.label}
        <Track {...bar} reach={props.reach} end={props.marks ? bar.final : null} />
        <span class="number">{signed(value)}</span>
      </button>
    </li>
  );
}

/** A bar on its axis, a mark where it ends, and a whisker for how much it differs. */
export function Track(props: {
  start?: number;
  value: number;
  spread?: number;
  end: number | null;
  reach: Reach;
}) {
  const { start = 0, value, spread = 0, end } = props;
  const { low, high } = props.reach;
  const span = high - low || 1;
  const place = (at: number) => `${(100 * (at - low)) / span}%`;
  const width = `${(100 * Math.abs(value)) / span}%`;
  return (
    <span class="track">
      <span class="sum" style={{ left: place(start + Math.min(value, 0)), width }} />
      <span class="origin" style={{ left: place(start) }} />
      {spread > 0 && (
        <span
          class="whisker"
          style={{ left: place(start + value - spread), width: `${(200 * spread) / span}%` }}
        />
      )}
      {end !== null && <span class="end" style={{ left: place(start + end) }} />}
    </span>
  );
}
