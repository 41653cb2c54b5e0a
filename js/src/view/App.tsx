// The whole view: of one figure, or of one that was chosen among several.

import type { Scene } from "../modalities/image/scene";
import { ImageView } from "../modalities/image/View";
import type { TextScene } from "../modalities/text/scene";
import { TextView } from "../modalities/text/View";
import { type Entry, Index } from "./Index";
import { room } from "./layout";
import { StopButton } from "./PathPanel";
import type { Rgb } from "./palette";
import { announcement } from "./sentences";
import type { Host, Status, View } from "./state";

/** What the explorer of any kind of figure is given. */
export interface ExplorerProps {
  view: View;
  status: Status;
  host: Host | null;
  /** Width of the view and device pixels per CSS pixel. */
  width: number;
  ratio: number;
  /** What everything is printed on. */
  paper: Rgb;
  set: (change: Partial<View>) => void;
}

export interface AppProps extends ExplorerProps {
  scene: Scene | TextScene | null;
  /** Why the latest figure could not be read; empty when it could. */
  error: string;
  /** What there is to choose from, where there is. */
  gallery: { title: string; entries: Entry[] } | null;
  pick: (index: number) => void;
}

export function App(props: AppProps) {
  const { scene, status, gallery, view } = props;
  const message = props.error || (status.state === "failed" ? status.message : "");
  return (
    <div class="view" data-state={status.state}>
      <Progress status={status} />
      {gallery && <Index {...gallery} view={view} paper={props.paper} pick={props.pick} />}
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
      {scene ? (
        <Explorer key={gallery && view.entry} {...props} scene={scene} />
      ) : (
        <Waiting {...props} />
      )}
    </div>
  );
}

function Explorer({ scene, ...props }: AppProps & { scene: Scene | TextScene }) {
  return scene.kind === "image" ? (
    <ImageView {...props} scene={scene} />
  ) : (
    <TextView {...props} scene={scene} />
  );
}

/** Before the first picture or text: a calm frame of about the final height. */
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
