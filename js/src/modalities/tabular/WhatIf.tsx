// What if a feature were another: change it, and the model answers.

import { useRef } from "preact/hooks";
import { MOST_FEATURES } from "../../generated/limits";
import { number, scoreIn } from "../../view/format";
import type { Changed, Host, Status } from "../../view/host";
import { control, Term } from "../../view/parts";
import { type Cell, written } from "./cells";
import type { RowScene } from "./scene";
import type { RowState } from "./slice";

const PAUSE = 250; // milliseconds without typing until the model is asked
const TIP =
  "Change a value, and the model says what its score would be; the picture stays as it is";

interface Props {
  scene: RowScene;
  view: RowState;
  host: Host | null;
  status: Status;
}

export function WhatIf(props: Props) {
  const { scene, view, host, status } = props;
  const waiting = useRef<number | undefined>(0);
  const changes = host?.choices.changes ?? [];
  const shown = scene.bySize.slice(0, MOST_FEATURES).filter((at) => changes[at]);
  if (!host || shown.length === 0) return null;
  const ask = (changed: RowState["changed"], pause: number) => {
    view.changed = changed;
    window.clearTimeout(waiting.current);
    const asked = askedOf(changed, changes);
    waiting.current = window.setTimeout(() => host.select({ changed: asked }), pause);
  };
  const change = (at: number, text: string) => {
    const { [at]: _, ...others } = view.changed;
    const same = text === plain(scene.figure.inputs[at]);
    ask(same ? others : { ...others, [at]: text }, PAUSE);
  };
  const any = Object.keys(view.changed).length > 0;
  return (
    <section class="what-if" aria-label="What if" data-testid="what-if">
      <p class="caption">
        <Term tip={TIP}>what if</Term>
        {any && (
          <>
            <Answer {...props} asked={askedOf(view.changed, changes)} answer={status.answer} />
            <button
              type="button"
              class="quiet"
              {...control("what-if-reset", "Reset", "Set every value back")}
              onClick={() => ask({}, 0)}
            >
              Reset
            </button>
          </>
        )}
      </p>
      <div class="fields">
        {shown.map((at) => (
          <Field
            key={at}
            at={at}
            name={scene.features.list[at].name}
            cell={scene.figure.inputs[at]}
            text={view.changed[at]}
            offer={changes[at] as string[]}
            onChange={change}
          />
        ))}
      </div>
    </section>
  );
}

/** The score as it is, and as it would be. */
function Answer(props: { scene: RowScene; asked: Changed; answer: Status["answer"] }) {
  const { figure } = props.scene;
  const known = props.answer && alike(props.answer.changed, props.asked) ? props.answer : null;
  const scores = [figure.score, known?.score];
  const [was, rough] = scores.map((score) => scoreIn(figure, score));
  // What differs and reads the same is told to more figures.
  const [before, after] = known && was === rough ? scores.map(number) : [was, rough];
  return (
    <span class="number" data-testid="what-if-answer" aria-live="polite">
      {before} → {known ? <b>{after}</b> : <span class="muted">…</span>}
    </span>
  );
}

interface FieldProps {
  at: number;
  name: string;
  cell: Cell;
  /** What was typed, if anything. */
  text: string | undefined;
  offer: readonly string[];
  onChange: (at: number, text: string) => void;
}

function Field(props: FieldProps) {
  const { at, name, cell, offer } = props;
  const text = props.text ?? plain(cell);
  const shared = {
    ...control(`what-if-${at}`, `What if ${name} were`, `${name}: ${written(cell)} in the input`),
    value: text,
    class: props.text === undefined ? "search" : "search changed",
  };
  const type = (event: { currentTarget: { value: string } }) =>
    props.onChange(at, event.currentTarget.value);
  return (
    <div class="field">
      <bdi class="clip">{name}</bdi>
      {offer.length > 0 ? (
        <select {...shared} onChange={type}>
          {(offer.includes(text) ? offer : [text, ...offer]).map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      ) : (
        <input {...shared} type="number" step="any" onInput={type} />
      )}
    </div>
  );
}

/** A cell as a field holds it, whole numbers whole, as `as_word` of cells.py writes them. */
function plain(cell: Cell): string {
  if (typeof cell !== "number") return cell ?? "";
  return String(Number.isSafeInteger(cell) ? cell : Number(cell.toPrecision(6)));
}

/** What was typed, of numbers only those that are whole. */
function askedOf(
  changed: RowState["changed"],
  changes: NonNullable<Host["choices"]["changes"]>,
): Changed {
  const asked: Record<string, number | string> = {};
  for (const [at, text] of Object.entries(changed)) {
    const value = changes[Number(at)]?.length ? text : text.trim() === "" ? NaN : Number(text);
    if (typeof value === "string" || Number.isFinite(value)) asked[at] = value;
  }
  return asked;
}

const alike = (a: Changed, b: Changed): boolean => {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
};
