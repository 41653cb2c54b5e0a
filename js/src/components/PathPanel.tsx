// Where along the path the attribution comes from.

import { useMemo } from "preact/hooks";
import { alpha as alphaText } from "../format";
import { gathered } from "../path";
import type { Scene } from "../scene";
import { part } from "../sentences";
import type { Host, Status, View } from "../state";
import { ScoreChart, ShareChart } from "./Chart";
import { Canvas, control, Icon, Term } from "./parts";

const ALPHA_TIP = "α is the place on the straight path from the baseline (0) to the input (1).";

export function PathPanel(props: {
  scene: Scene;
  stage: number;
  view: View;
  status: Status;
  host: Host | null;
  set: (change: Partial<View>) => void;
}) {
  const { scene, view, set } = props;
  const { figure } = scene;
  const pick = (alpha: number) => set({ alpha, playing: false });
  return (
    <section class="path" aria-label="Along the path from the baseline to the input">
      <ScoreChart figure={figure} alpha={view.alpha} onPick={pick} />
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
      <Moments scene={scene} view={view} stage={props.stage} set={set} />
    </section>
  );
}

/** Both are one and the same button to the page, so that the keyboard's focus stays on it. */
function PlayOrStop(props: {
  status: Status;
  host: Host | null;
  view: View;
  set: (change: Partial<View>) => void;
}) {
  const { host, view, set } = props;
  if (host && props.status.state === "computing") return StopButton({ host });
  const name = view.playing ? "Pause" : "Play along α";
  return (
    <button
      type="button"
      class="round"
      {...control("play", name, name)}
      onClick={() => set(view.playing ? { playing: false } : playFrom(view))}
    >
      <Icon name={view.playing ? "pause" : "play"} />
    </button>
  );
}

const playFrom = (view: View): Partial<View> => ({
  playing: true,
  alpha: view.alpha >= 1 ? 0 : view.alpha,
});

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

/** Three small pictures of one moment of the path. */
function Moments(props: {
  scene: Scene;
  view: View;
  stage: number;
  set: (change: Partial<View>) => void;
}) {
  const { scene, view, stage } = props;
  const { figure } = scene;
  const size = { width: figure.width, height: figure.height };
  const step = scene.steps.nearest(view.alpha);
  const image = useMemo(() => scene.imageAt(view.alpha), [scene, view.alpha]);
  const gradient = useMemo(
    () => scene.stepAt(step, view.sharedScale),
    [scene, step, view.sharedScale],
  );
  const sum = useMemo(() => scene.sumAt(view, stage), [scene, stage, view.palette]);
  const share = part(figure, gathered(figure.path, view.alpha));
  const scaleName = view.sharedScale ? "one scale" : "own scale";
  return (
    <div class="moments">
      <figure>
        <Canvas id="alpha-image" label="The image at α" pixels={image} {...size} />
        <figcaption>
          <span title="baseline + α (image − baseline): what the model is shown here">
            image at α
          </span>
        </figcaption>
      </figure>
      <figure>
        <Canvas id="alpha-step" label="The step gradient at α" pixels={gradient} {...size} />
        <figcaption>
          <span title="What this α contributes: bright where |(x − x′) ⊙ ∇F| is large">
            step gradient
          </span>
          <button
            type="button"
            class="quiet"
            {...control(
              "scale-toggle",
              `Brightness of the step gradient: ${scaleName}`,
              view.sharedScale
                ? "All steps share one brightness; press to scale each by itself"
                : "Each step has its own brightness; press to share one for all steps",
            )}
            aria-pressed={view.sharedScale}
            onClick={() => props.set({ sharedScale: !view.sharedScale })}
          >
            {scaleName}
          </button>
        </figcaption>
      </figure>
      <figure>
        <Canvas id="alpha-sum" label="The attribution summed up to α" pixels={sum} {...size} />
        <figcaption>
          <span title="Attribution gathered from the baseline up to α, and its share of F(x) − F(x′)">
            sum up to α
          </span>
          <span class="number muted">{share}</span>
        </figcaption>
      </figure>
    </div>
  );
}
