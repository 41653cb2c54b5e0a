// Where along the path the attribution comes from.

import type { ComponentChildren } from "preact";
import type { Facts } from "../wire/facts";
import type { BuildUp } from "./charts/Growth";
import { ScoreChart } from "./charts/ScoreChart";
import { ShareChart } from "./charts/ShareChart";
import { alpha as alphaText } from "./format";
import type { Host, Status } from "./host";
import { useNested } from "./nested";
import { control, Icon, Term } from "./parts";
import type { Shared } from "./state";

const ALPHA_TIP = "α is the place on the straight path from the baseline (0) to the input (1).";

export function PathPanel(props: {
  figure: Facts;
  view: Shared;
  status: Status;
  host: Host | null;
  /** One part of the input whose attribution is followed along the path. */
  buildUp?: BuildUp | null;
  /** What one moment of the path looks like. */
  children: ComponentChildren;
}) {
  const { figure, view } = props;
  const pick = (alpha: number) => {
    Object.assign(view, { alpha, playing: false });
  };
  if (useNested()) return <section class="nested">{props.children}</section>;
  return (
    <section class="path" aria-label="Along the path from the baseline to the input">
      <ScoreChart
        figure={figure}
        alpha={view.alpha}
        buildUp={props.buildUp ?? null}
        onPick={pick}
      />
      <ShareChart figure={figure} alpha={view.alpha} onPick={pick} />
      <div class="ticks alpha-label">
        <span class="name number">
          <Term tip={ALPHA_TIP}>α</Term> {alphaText(view.alpha)}
        </span>
      </div>
      <input
        type="range"
        class="alpha"
        {...control("alpha", "α, place on the path", ALPHA_TIP)}
        aria-valuetext={`α ${alphaText(view.alpha)}`}
        min={0}
        max={1}
        step={0.01}
        value={view.alpha}
        style={{ "--fill": `${100 * view.alpha}%` }}
        onInput={(event) => pick(event.currentTarget.valueAsNumber)}
      />
      <PlayOrStop {...props} />
      <p class="ends muted" aria-hidden="true">
        <span>0 baseline</span>
        <span>1 input</span>
      </p>
      {props.children}
    </section>
  );
}

/** Both are one and the same button to the page, so that the keyboard's focus stays on it. */
function PlayOrStop(props: { status: Status; host: Host | null; view: Shared }) {
  const { host, view } = props;
  if (host && props.status.state === "computing") return StopButton({ host });
  const name = view.playing ? "Pause" : "Play along α";
  return (
    <button
      type="button"
      class="round"
      {...control("play", name, name)}
      onClick={() => (view.playing ? pause(view) : play(view))}
    >
      <Icon name={view.playing ? "pause" : "play"} />
    </button>
  );
}

function pause(view: Shared): void {
  view.playing = false;
}

function play(view: Shared): void {
  if (view.alpha >= 1) view.alpha = 0;
  view.playing = true;
}

export function StopButton(props: { host: Host }) {
  return (
    <button
      type="button"
      class="round"
      {...control("stop", "Stop computing", "Stop computing and keep the best so far")}
      onClick={() => props.host.stop()}
    >
      <Icon name="stop" />
    </button>
  );
}
