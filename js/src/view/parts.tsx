// Small pieces every part of the view is made of.

import type { ComponentChildren } from "preact";

/**
 * What every focusable control carries: a spoken name, a tooltip, a hook for tests, and the mark
 * that keeps JupyterLab's one-letter and arrow shortcuts away from it.
 */
export function control(id: string, name: string, tip: string) {
  return {
    "data-testid": id,
    "aria-label": name,
    title: tip,
    "data-lm-suppress-shortcuts": "true",
  };
}

/** Up and down move from button to button of a list that has one stop for the keyboard. */
export function walk(list: HTMLElement, event: KeyboardEvent): void {
  const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!way) return;
  const rows = [...list.querySelectorAll("button")];
  const next = rows[rows.indexOf(event.target as HTMLButtonElement) + way];
  event.preventDefault();
  event.stopPropagation();
  next?.focus();
}

/** Scroll a box, and nothing around it, until a part of it stands so far from its edges. */
export function reveal(box: Element, part: Element | undefined, room = 0): void {
  if (!part) return;
  const [outer, inner] = [box, part].map((element) => element.getBoundingClientRect());
  if (outer.height === 0) return;
  if (inner.top < outer.top + room) box.scrollTop -= outer.top + room - inner.top;
  else if (inner.bottom > outer.bottom - room) box.scrollTop += inner.bottom - outer.bottom + room;
}

/** A word of the field that explains itself on hover. */
export function Term(props: { tip: string; children: ComponentChildren }) {
  return (
    <span class="term" title={props.tip}>
      {props.children}
    </span>
  );
}

export interface Option<T extends string> {
  value: T;
  label: string;
  id: string;
  tip: string;
  name?: string;
}

/** A few exclusive options side by side. */
export function Segments<T extends string>(props: {
  name: string;
  value: T;
  options: readonly Option<T>[];
  hidden?: boolean;
  onPick: (value: T) => void;
}) {
  return (
    <fieldset class={`segments${props.hidden ? " unused" : ""}`} aria-label={props.name}>
      {props.options.map((option) => (
        <button
          key={option.value}
          type="button"
          {...control(option.id, option.name ?? option.label, option.tip)}
          aria-pressed={option.value === props.value}
          onClick={() => props.onPick(option.value)}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}

/** A quiet switch: a word with a box that is filled while it is on. */
export function Toggle(props: {
  id: string;
  label: string;
  tip: string;
  on: boolean;
  hidden?: boolean;
  onPick: (on: boolean) => void;
}) {
  return (
    <button
      type="button"
      class={`toggle${props.hidden ? " unused" : ""}`}
      {...control(props.id, props.label, props.tip)}
      aria-pressed={props.on}
      onClick={() => props.onPick(!props.on)}
    >
      <span class="box">{props.on && <Icon name="check" />}</span>
      {props.label}
    </button>
  );
}

/** A native slider with its name before it and its value after it. */
export function Slider(props: {
  id: string;
  name: string;
  tip: string;
  value: number;
  min: number;
  max: number;
  step: number;
  text: string;
  hidden?: boolean;
  onInput: (value: number) => void;
}) {
  const { value, min, max } = props;
  return (
    <label class={`slider${props.hidden ? " unused" : ""}`} title={props.tip}>
      <span class="muted">{props.name}</span>
      <input
        type="range"
        {...control(props.id, props.name, props.tip)}
        aria-valuetext={props.text}
        min={min}
        max={max}
        step={props.step}
        value={value}
        style={{ "--fill": `${(100 * (value - min)) / (max - min)}%` }}
        onInput={(event) => props.onInput(event.currentTarget.valueAsNumber)}
      />
      <output class="number">{props.text}</output>
    </label>
  );
}

const ICONS = {
  play: "M4 2.5v11l9-5.5z",
  pause: "M4 2.5h3v11H4zM9 2.5h3v11H9z",
  check: "M2.5 8.6 4 7.1l2.6 2.6L12 4.3l1.5 1.5-6.9 6.9z",
  stop: "M3.5 3.5h9v9h-9z",
  download: "M7.25 2h1.5v6.2l2.2-2.2 1.05 1.05L8 11.05 4 7.05 5.05 6l2.2 2.2zM3 12.5h10V14H3z",
} as const;

export function Icon(props: { name: keyof typeof ICONS }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={ICONS[props.name]} />
    </svg>
  );
}
