// The whole view: of one figure, or of one that was chosen among several.

import type { Gallery } from "./gallery";
import type { Host, Status } from "./host";
import { Index } from "./Index";
import type { Entry, Page } from "./kind";
import { room } from "./layout";
import { StopButton } from "./PathPanel";
import { announcement } from "./sentences";
import type { ViewState } from "./state";

export interface AppProps {
  /** What is shown, and why the latest figure could not be read where it could not. */
  shown: Entry;
  state: ViewState;
  status: Status;
  host: Host | null;
  page: Page;
  /** What there is to choose from, where there is. */
  gallery: Gallery | null;
  pick: (index: number) => void;
}

export function App(props: AppProps) {
  const { status, gallery, page } = props;
  const { drawable, error } = props.shown;
  const view = props.state.shared;
  const message = error || (status.state === "failed" ? status.message : "");
  return (
    <div class="view" data-state={status.state}>
      <Progress status={status} />
      {gallery && <Index gallery={gallery} view={view} paper={page.paper} pick={props.pick} />}
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
        {drawable ? announcement(drawable.scene.figure, status) : ""}
      </p>
      {drawable ? (
        <drawable.kind.drawing.View
          key={gallery && view.entry}
          {...{ status, page, host: props.host }}
          scene={drawable.scene}
          view={props.state.of(drawable.kind)}
        />
      ) : (
        <Waiting {...props} />
      )}
    </div>
  );
}

/** Before the first picture or text: a calm frame of about the final height. */
function Waiting(props: AppProps) {
  const { host, status } = props;
  const failed = props.shown.error !== "" || status.state === "failed";
  if (failed) return null;
  const computing = status.state === "computing";
  return (
    <div
      class="waiting"
      data-testid="waiting"
      style={{ "--picture": `${room(props.page.width)}px` }}
    >
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
