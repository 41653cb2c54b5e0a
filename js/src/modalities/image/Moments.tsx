// Three small pictures of one moment of the path.

import { useMemo } from "preact/hooks";
import { Canvas, control } from "../../view/parts";
import { gathered } from "../../view/path";
import type { View } from "../../view/state";
import { part } from "../../view/trust";
import type { Scene } from "./scene";

export function Moments(props: {
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
