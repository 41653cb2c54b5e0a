// Three small pictures of one moment of the path.

import { Canvas } from "../../view/Canvas";
import { control } from "../../view/parts";
import { gathered } from "../../view/path";
import { part } from "../../view/trust";
import type { Drawing } from "./drawing";
import type { ImageScene } from "./scene";
import type { ImageState } from "./slice";

export function Moments(props: { scene: ImageScene; view: ImageState; drawing: Drawing }) {
  const { view, drawing } = props;
  const { figure } = props.scene;
  const size = { width: figure.width, height: figure.height };
  const share = part(figure, gathered(figure.path, view.alpha));
  const scaleName = view.sharedScale ? "one scale" : "own scale";
  return (
    <div class="moments">
      <figure>
        <Canvas id="alpha-image" label="The image at α" pixels={drawing.image.value} {...size} />
        <figcaption>
          <span title="baseline + α (image − baseline): what the model is shown here">
            image at α
          </span>
        </figcaption>
      </figure>
      <figure>
        <Canvas
          id="alpha-step"
          label="The step gradient at α"
          pixels={drawing.step.value}
          {...size}
        />
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
            onClick={() => {
              view.sharedScale = !view.sharedScale;
            }}
          >
            {scaleName}
          </button>
        </figcaption>
      </figure>
      <figure>
        <Canvas
          id="alpha-sum"
          label="The attribution summed up to α"
          pixels={drawing.sum.value}
          {...size}
        />
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
