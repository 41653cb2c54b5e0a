// How sure this is, and what all of it means.

import type { ComponentChildren } from "preact";
import type { Sentence } from "../generated/schema";
import type { Facts } from "../wire/facts";
import { percent } from "./format";
import { Help } from "./Help";
import type { Host, Status } from "./host";
import { useNested } from "./nested";
import { control, Icon, Term } from "./parts";
import type { Shared } from "./state";
import { canRefine, errorOf, finer } from "./trust";

export function Footer(props: {
  figure: Facts;
  view: Shared;
  host: Host | null;
  status: Status;
  /** What the colours mean, in a sentence and at length. */
  legend: { text: string; tip: string; swatches?: ComponentChildren };
  /** The scale of the colours, where there is one. */
  scale?: ComponentChildren;
  /** What else there is to know of how far the picture can be relied on. */
  beside?: Sentence | null;
  download: { name: string; tip: string; run: () => void };
  /** What is asked and shown here, and what the colours mean, for whoever looks for help. */
  help: { question: ComponentChildren; meaning: string };
}) {
  const { figure, view, legend, download } = props;
  const nested = useNested();
  const ask = (help: boolean) => {
    view.help = help;
  };
  return (
    <footer>
      <div class="line">
        <div class="said">
          <p class="legend" data-testid="legend" title={legend.tip}>
            {legend.swatches}
            {legend.text}
          </p>
          {props.scale}
          {!nested && <Badge {...props} />}
        </div>
        <span class="tools">
          {!nested && (
            <button
              type="button"
              class="round"
              {...control("help", "What am I looking at?", "What am I looking at?")}
              aria-expanded={view.help}
              onClick={() => ask(!view.help)}
            >
              ?
            </button>
          )}
          <button
            type="button"
            class="round"
            {...control("download", download.name, download.tip)}
            onClick={download.run}
          >
            <Icon name="download" />
          </button>
        </span>
      </div>
      {view.help && !nested && <Help {...props.help} onClose={() => ask(false)} />}
      {figure.notes.length > 0 && (
        <ul class="notes muted" data-testid="notes">
          {figure.notes.map((note) => (
            <li key={note} title={note}>
              {note}
            </li>
          ))}
        </ul>
      )}
      {!nested && <Provenance facts={figure.provenance} />}
    </footer>
  );
}

/** How sure this is, with the way to be surer. */
function Badge(props: {
  figure: Facts;
  host: Host | null;
  status: Status;
  beside?: Sentence | null;
}) {
  const { figure, host, status } = props;
  const { certificate, said, metrics } = figure;
  const computing = status.state === "computing";
  const open = certificate.converged === false && !computing;
  const next = host ? finer(certificate, host.choices.tols) : null;
  const error = errorOf(figure, status);
  return (
    <p class={`badge number${open ? " open" : ""}`} data-testid="certificate">
      <span class="error" data-testid="error">
        <Term tip={error.tip}>{error.text}</Term>
      </span>
      {[said.evaluations, ...metrics, ...(props.beside ? [props.beside] : [])].map(
        ({ text, tip }) => (
          <span key={text}>
            <Term tip={tip}>{text}</Term>
          </span>
        ),
      )}
      {host && next !== null && canRefine(certificate, status) && (
        <button
          type="button"
          class="quiet"
          {...control(
            "refine",
            `Refine to an error of ${percent(next)}`,
            `Compute on, to an error of ${percent(next)}; what is known is kept`,
          )}
          onClick={() => host.select({ tol: next })}
        >
          refine
        </button>
      )}
    </p>
  );
}

function Provenance(props: { facts: Record<string, string> }) {
  const facts = Object.entries(props.facts);
  if (facts.length === 0) return null;
  return (
    <details class="provenance muted">
      <summary {...control("provenance", "How was this computed?", "How was this computed?")}>
        How was this computed?
      </summary>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
