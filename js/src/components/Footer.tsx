// How sure this is, and what all of it means.

import type { Figure } from "../figure";
import { about, number, signed } from "../format";
import { css, PALETTES } from "../palette";
import type { Scene } from "../scene";
import { addsUp, canRefine, errorOf, evaluations, finer, legend, meaning } from "../sentences";
import type { Host, Status, View } from "../state";
import { control, Icon, Term, Toggle } from "./parts";

export function Footer(props: {
  scene: Scene;
  stage: number;
  view: View;
  host: Host | null;
  status: Status;
  set: (change: Partial<View>) => void;
  onDownload: () => void;
}) {
  const { scene, view, set } = props;
  const { figure } = scene;
  return (
    <footer>
      <div class="line">
        <div class="said">
          <p class="legend" data-testid="legend" title={meaning(view)}>
            <Swatches view={view} />
            {legend(view, scene.signs)}
          </p>
          {view.mode === "heat" && <ColourBar {...{ scene, view, set }} stage={props.stage} />}
          <Badge figure={figure} host={props.host} status={props.status} />
        </div>
        <span class="tools">
          <button
            type="button"
            class="round"
            {...control("help", "What am I looking at?", "What am I looking at?")}
            aria-expanded={view.help}
            onClick={() => set({ help: !view.help })}
          >
            ?
          </button>
          <button
            type="button"
            class="round"
            {...control("download", "Download the picture", "Download this picture as PNG")}
            onClick={props.onDownload}
          >
            <Icon name="download" />
          </button>
        </span>
      </div>
      {figure.notes.length > 0 && (
        <ul class="notes muted" data-testid="notes">
          {figure.notes.map((note) => (
            <li key={note} title={note}>
              {note}
            </li>
          ))}
        </ul>
      )}
      <Provenance facts={figure.provenance} />
    </footer>
  );
}

function Swatches(props: { view: View }) {
  const { view } = props;
  if (view.mode !== "overlay" && view.mode !== "outline") return null;
  return (
    <>
      {view.polarity !== "negative" && <span class="swatch up">+</span>}
      {view.polarity !== "positive" && <span class="swatch down">{"\u2212"}</span>}
    </>
  );
}

/** The heat map's colours with the values they stand for, and the way to keep them. */
function ColourBar(props: {
  scene: Scene;
  view: View;
  stage: number;
  set: (change: Partial<View>) => void;
}) {
  const { view, set } = props;
  const { heatPositive, heatNegative } = PALETTES[view.palette];
  const end = props.scene.heatScale(view, props.stage);
  const pinned = view.pin !== null;
  // The sign that is left out is drawn as zero, so its half of the bar is, too.
  const below = heatNegative.map((stop) => (view.polarity === "positive" ? heatNegative[0] : stop));
  const above = heatPositive.map((stop) => (view.polarity === "negative" ? heatPositive[0] : stop));
  const stops = [...below.reverse(), ...above.slice(1)];
  return (
    <span class="scale">
      <span
        class="colour-bar number"
        data-testid="colour-bar"
        title={`Attribution of a pixel in the unit of the score (${props.scene.figure.output}); values beyond an end have its colour`}
      >
        <span
          class="ramp"
          style={{ background: `linear-gradient(to right, ${stops.map(css).join(", ")})` }}
        />
        <span>{number(-end)}</span>
        <span>0</span>
        <span>{signed(end)}</span>
      </span>
      {(pinned || end > 0) && (
        <Toggle
          id="pin"
          label="pin scale"
          tip={
            pinned
              ? "This scale is kept for every picture; press to fit it to each again"
              : "Keep this scale for other classes and pictures, so that they can be compared"
          }
          on={pinned}
          onPick={(on) => set({ pin: on ? end : null })}
        />
      )}
    </span>
  );
}

/** How sure this is, with the way to be surer. */
function Badge(props: { figure: Figure; host: Host | null; status: Status }) {
  const { figure, host, status } = props;
  const { certificate } = figure;
  const computing = status.state === "computing";
  const open = certificate.converged === false && !computing;
  const next = host ? finer(certificate, host.choices.tols) : null;
  const error = errorOf(certificate, computing);
  const facts = [evaluations(certificate), addsUp(figure)];
  return (
    <p class={`badge number${open ? " open" : ""}`} data-testid="certificate">
      <span class="error" data-testid="error">
        <Term tip={error.tip}>{error.text}</Term>
      </span>
      {facts.map(({ text, tip }) => (
        <span key={tip}>
          <Term tip={tip}>{text}</Term>
        </span>
      ))}
      {host && next !== null && canRefine(certificate, status) && (
        <button
          type="button"
          class="quiet"
          {...control(
            "refine",
            `Refine to an error of ${about(next)}`,
            `Compute on, to an error of ${about(next)}; what is known is kept`,
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
