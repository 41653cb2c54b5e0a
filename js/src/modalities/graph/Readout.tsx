// The lines that read out one node or edge, and its strongest features.

import { ReadOut } from "../../view/ReadOut";
import { Word } from "../../view/Word";
import type { GraphScene } from "./scene";
import type { GraphState } from "./slice";

export function Readout(props: {
  scene: GraphScene;
  view: GraphState;
  stage: number;
  silence: string;
}) {
  const { scene, view, stage } = props;
  const { figure, parts, noun } = scene;
  const at = view.hover ?? view.part ?? -1;
  const part = parts.list[at];
  if (!part) {
    return (
      <div class="told" data-testid="readout">
        <p class="muted">
          {props.silence || "Point into the graph, or use arrow keys, to read it."}
        </p>
      </div>
    );
  }
  return (
    <div class="told number" data-testid="readout" aria-live="polite">
      <p>
        <Word text={part.name} ordinal={part.ordinal} />
        <ReadOut
          {...{ figure, parts: `${noun}s`, reading: parts.read(at, stage) }}
          sum="the step gradients of its features, added up"
        />
      </p>
      {scene.steps.isFinal(stage) && (
        <p title="Its strongest features, baseline → input">
          {figure.told[at].map(([name, adds]) => (
            <span key={name} class="reading">
              <bdi class="clip muted">{name}</bdi> {adds}
            </span>
          ))}
        </p>
      )}
    </div>
  );
}
