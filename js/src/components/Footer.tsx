// How sure this is, and what all of it means.

import { number } from "../format";
import { css, PALETTES } from "../palette";
import type { Scene } from "../scene";
import { addsUp, errorText, evaluations, finer, legend, meaning } from "../sentences";
import type { Host, View } from "../state";
import { control, Icon, Term } from "./parts";

export function Footer(props: {
  scene: Scene;
  stage: number;
  view: View;
  host: Host | null;
  set: (change: Partial<View>) => void;
  onDownload: () => void;
}) {
  const { scene, view, set } = props;
  const { figure } = scene;
  return (
    <footer>
      <div class="line">
        <p class="legend" data-testid="legend" title={meaning(view)}>
          <Swatches scene={scene} view={view} stage={props.stage} />
          {legend(view, scene.signs)}
        </p>
        <Badge scene={scene} host={props.host} />
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

function Swatches(props: { scene: Scene; view: View; stage: number }) {
  const { view } = props;
  if (view.mode === "image" || view.mode === "window") return null;
  if (view.mode === "heat") return <ColourBar {...props} />;
  return (
    <>
      {view.polarity !== "negative" && <span class="swatch up">+</span>}
      {view.polarity !== "positive" && <span class="swatch down">{"\u2212"}</span>}
    </>
  );
}

function ColourBar(props: { scene: Scene; view: View; stage: number }) {
  const { view } = props;
  const palette = PALETTES[view.palette];
  const end = props.scene.heatScale(view, props.stage);
  const stops = [...[...palette.heatNegative].reverse(), ...palette.heatPositive.slice(1)];
  return (
    <span class="colour-bar number">
      {number(-end)}
      <span
        class="ramp"
        style={{ background: `linear-gradient(to right, ${stops.map(css).join(", ")})` }}
      />
      {end > 0 ? `+${number(end)}` : "0"}
    </span>
  );
}

function Badge(props: { scene: Scene; host: Host | null }) {
  const { figure } = props.scene;
  const { certificate } = figure;
  const { host } = props;
  const open = certificate.converged === false;
  const next = host ? finer(certificate, host.choices.tols) : null;
  const error = errorText(certificate);
  return (
    <p class={`badge number${open ? " open" : ""}`} data-testid="certificate">
      {error && (
        <span class="error">
          <Term
            tip={
              open
                ? "Not yet as exact as asked for: the estimated distance of this map from the exact integral, relative to its size"
                : "Estimated distance of this map from the exact integral, relative to its size"
            }
          >
            {error}
          </Term>
          {open && " (not converged)"}
        </span>
      )}
      {!error && open && <span class="error">not converged</span>}
      <span title={`Points of the path at which the model was evaluated (${certificate.method})`}>
        {evaluations(certificate)}
      </span>
      <span>
        <Term tip="Completeness: the attributions should add up to F(x) − F(x′). A good sum alone does not prove a good map: errors of opposite sign cancel">
          {addsUp(figure)}
        </Term>
      </span>
      {host && next !== null && (
        <button
          type="button"
          class="quiet"
          {...control("refine", "Refine", `Compute on, to an error of ${number(next * 100)} %`)}
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
