// What the model said, what else it might have said, and from where the path starts.

import { SHOWN_CLASSES } from "../generated/limits";
import type { Facts } from "../wire/facts";
import { ClassSearch } from "./ClassSearch";
import { scoreIn } from "./format";
import type { Host } from "./host";
import { useNested } from "./nested";
import { control, Term } from "./parts";

const BASELINE_TIP =
  "The baseline is the input that counts as 'nothing there': the path starts at it.";

export function Header(props: { figure: Facts; host: Host | null; width: number }) {
  const { figure, host } = props;
  const { target, output } = figure;
  const others = rivals(figure, host);
  if (useNested()) return null;
  return (
    <header class={oneLine(figure, host, props.width) ? "" : "lines"}>
      <div class="claim">
        {figure.title && (
          <p class="file muted clip" title={figure.title}>
            {figure.title}
          </p>
        )}
        <h2
          tabIndex={-1}
          {...control(
            "target",
            `Explained: ${target.label}`,
            `The explained ${output}: ${target.label}`,
          )}
        >
          <span class="clip">{target.label}</span>{" "}
          <span class="number">{scoreIn(figure, figure.score)}</span>
        </h2>
      </div>
      <div class="others">
        {others.map((entry) => (
          <Other key={entry.index} entry={entry} figure={figure} host={host} />
        ))}
        {host && searched(host) && <ClassSearch host={host} />}
        {host && target.index !== null && others.length > 0 && (
          <RatherThan {...{ host, others }} index={target.index} label={target.label} />
        )}
      </div>
      <Baseline figure={figure} host={host} />
    </header>
  );
}

interface Rival {
  index: number;
  label: string;
  /** Null where the figure does not say. */
  score: number | null;
}

/** What else the model says, best first; of few classes all. */
export function rivals(figure: Facts, host: Host | null): Rival[] {
  const { predictions, target } = figure;
  const labels = host?.choices.labels ?? [];
  const told = new Set(predictions.map(({ index }) => index));
  const rest =
    labels.length > SHOWN_CLASSES
      ? []
      : labels.flatMap((label, index) => (told.has(index) ? [] : [{ index, label, score: null }]));
  return [...predictions.slice(0, SHOWN_CLASSES), ...rest].filter(
    ({ index }) => index !== target.index,
  );
}

/** Whether all of the header fits into one line, judged by the length of its names. */
export function oneLine(figure: Facts, host: Host | null, width: number): boolean {
  const text = (label: string, letter: number, most: number) =>
    Math.min(label.length * letter, most);
  const says = text(figure.said.baseline?.text ?? "", 8.5, width);
  const claim = text(figure.target.label, 12, width * 0.5) + 110;
  const start = host ? 170 : 80 + text(figure.baseline_name, 7, 120);
  const score = text(scoreIn(figure, figure.baseline_score), 8, 90) + 30;
  const others = rivals(figure, host).reduce((sum, { label }) => sum + 60 + text(label, 7, 150), 0);
  return claim + others + (searched(host) ? 130 : 0) + start + score + says <= width;
}

/** Of few classes all have a button, and need no search. */
const searched = (host: Host | null): boolean => (host?.choices.labels.length ?? 0) > SHOWN_CLASSES;

function Other(props: { entry: Rival; figure: Facts; host: Host | null }) {
  const { entry, figure, host } = props;
  const text = (
    <>
      <span class="clip">{entry.label}</span>{" "}
      {entry.score !== null && <span class="number muted">{scoreIn(figure, entry.score)}</span>}
    </>
  );
  const id = `class-${entry.index}`;
  if (!host) {
    return (
      <span class="other" data-testid={id} title={entry.label}>
        {text}
      </span>
    );
  }
  return (
    <button
      type="button"
      class="other"
      {...control(id, `Explain ${entry.label}`, `Explain ${entry.label} instead`)}
      onClick={() => host.select({ target: entry.index })}
    >
      {text}
    </button>
  );
}

/** Asks why one class and not another. */
function RatherThan(props: { host: Host; others: Rival[]; index: number; label: string }) {
  const { host, others, index, label } = props;
  return (
    <select
      class="rather"
      {...control(
        "rather-than",
        `Explain ${label} rather than another class`,
        `Why ${label} rather than another class: the difference of both scores`,
      )}
      value=""
      onChange={(event) => {
        const { value } = event.currentTarget;
        if (value !== "") host.select({ target: [index, Number(value)] });
      }}
    >
      <option value="">rather than …</option>
      {others.map((other) => (
        <option key={other.index} value={other.index}>
          {other.label}
        </option>
      ))}
    </select>
  );
}

function Baseline(props: { figure: Facts; host: Host | null }) {
  const { figure, host } = props;
  const { baseline_name: shown } = figure;
  // While another is computed, the one that was asked for.
  const name = host?.asked?.baseline ?? shown;
  const names = host?.choices.baselines ?? [];
  const says = figure.said.baseline;
  return (
    <div class="baseline">
      <Term tip={BASELINE_TIP}>baseline</Term>
      {host && names.length > 0 ? (
        <select
          {...control("baseline", "Baseline", BASELINE_TIP)}
          value={name}
          onChange={(event) => host.select({ baseline: event.currentTarget.value })}
        >
          {(names.includes(name) ? names : [name, ...names]).map((option) => (
            <option key={option} value={option}>
              {option}
            </option>
          ))}
        </select>
      ) : (
        <span class="clip" data-testid="baseline" title={name}>
          {name}
        </span>
      )}
      <span class="number muted" title="The score of the baseline, F(x′)">
        {scoreIn(figure, figure.baseline_score)}
      </span>
      {says && (
        <span
          class={`says number${says.leans ? " leans" : " muted"}`}
          data-testid="baseline-says"
          title={says.tip}
        >
          {says.text}
        </span>
      )}
    </div>
  );
}
