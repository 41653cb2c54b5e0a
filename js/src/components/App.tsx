// The whole view of one figure.

import { useMemo } from "preact/hooks";
import { displaySize, room, STAGE } from "../layout";
import type { Pixels } from "../paint/pictures";
import type { Scene } from "../scene";
import { announcement, legend, silence } from "../sentences";
import type { Host, Status, View } from "../state";
import { Controls } from "./Controls";
import { Footer } from "./Footer";
import { Header } from "./Header";
import { Help } from "./Help";
import { PathPanel, StopButton } from "./PathPanel";
import { Picture } from "./Picture";

/** Width the picture's column keeps even for a slim picture, for the line below it. */
const COLUMN = 320;

export interface AppProps {
  scene: Scene | null;
  view: View;
  status: Status;
  host: Host | null;
  /** Why the latest figure could not be read; empty when it could. */
  error: string;
  /** Width of the view and device pixels per CSS pixel. */
  width: number;
  ratio: number;
  set: (change: Partial<View>) => void;
  onDownload: (pixels: Pixels, width: number, height: number) => void;
}

export function App(props: AppProps) {
  const { scene, status } = props;
  const message = props.error || (status.state === "failed" ? status.message : "");
  return (
    <div class="view" data-state={status.state}>
      <Progress status={status} />
      {message && (
        <p class="message" role="alert" data-testid="message">
          {message}
        </p>
      )}
      {!message && status.state === "stopped" && (
        <p class="message quiet-message" role="status" data-testid="message">
          {status.message || "Stopped: this is the best so far."}
        </p>
      )}
      <p class="spoken" role="status" aria-live="polite" data-testid="announce">
        {scene ? announcement(scene.figure, status) : ""}
      </p>
      {scene ? <Ready {...props} scene={scene} /> : <Waiting {...props} />}
    </div>
  );
}

function Ready(props: AppProps & { scene: Scene }) {
  const { scene, view, set } = props;
  const { figure } = scene;
  const { width, height } = figure;
  const stage = scene.stage(view.alpha);
  const { mode, polarity, palette, certain, pin } = view;
  const pixels = useMemo(
    () => scene.picture(view, stage),
    [scene, stage, mode, polarity, palette, certain, pin, view.clip[mode], view.strength[mode]],
  );
  const size = displaySize(width, height, room(props.width), STAGE, props.ratio);
  const label = `${mode} of the attribution for ${figure.target.label}. ${legend(view, scene.signs)}`;
  return (
    <>
      <Header figure={figure} host={props.host} width={props.width} />
      <main
        style={{ "--picture": `${Math.max(size.width, COLUMN)}px`, "--aspect": width / height }}
      >
        <Picture
          {...{ scene, pixels, label, stage, view, set }}
          silence={silence(view, scene, stage)}
          fit={size}
        />
        <PathPanel {...{ scene, stage, view, set }} status={props.status} host={props.host} />
      </main>
      <Controls view={view} errors={figure.error !== null} set={set} />
      <Footer
        {...{ scene, stage, view, set }}
        host={props.host}
        status={props.status}
        onDownload={() => props.onDownload(pixels, width, height)}
      />
      {view.help && <Help figure={figure} view={view} onClose={() => set({ help: false })} />}
    </>
  );
}

/** Before the first picture: a calm frame of about the final height. */
function Waiting(props: AppProps) {
  const { host, status } = props;
  const failed = props.error !== "" || status.state === "failed";
  if (failed) return null;
  const computing = status.state === "computing";
  return (
    <div class="waiting" data-testid="waiting" style={{ "--picture": `${room(props.width)}px` }}>
      <p class="muted">{computing ? "Computing the first picture." : "No picture yet."}</p>
      {host && computing && <StopButton host={host} />}
    </div>
  );
}

function Progress(props: { status: Status }) {
  const { state, fraction } = props.status;
  const share = Number.isFinite(fraction) ? Math.max(0, Math.min(1, fraction)) : 0;
  return (
    <div
      class={`progress${state === "computing" ? " busy" : ""}`}
      data-testid="progress"
      role="progressbar"
      aria-label="Computing"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(100 * share)}
      aria-hidden={state !== "computing"}
    >
      <div style={{ transform: `scaleX(${Math.max(share, 0.02)})` }} />
    </div>
  );
}
