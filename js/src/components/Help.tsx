// "What am I looking at?", in a few sentences.

import { useLayoutEffect, useRef } from "preact/hooks";
import type { Figure } from "../figure";
import { meaning } from "../sentences";
import type { View } from "../state";
import { control } from "./parts";

export function Help(props: { figure: Figure; view: View; onClose: () => void }) {
  const { figure, view } = props;
  const close = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const place = close.current?.getRootNode() as Partial<DocumentOrShadowRoot> | undefined;
    const before = place?.activeElement;
    close.current?.focus();
    // Whoever closes it goes on where the question came up.
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <div class="help" role="dialog" aria-label="What am I looking at?" data-testid="help-text">
      <h3>What am I looking at?</h3>
      <p>
        Which parts of the input the model's score for <b class="clip">{figure.target.label}</b>{" "}
        rests on, by Integrated Gradients. A straight path leads from the baseline (
        {figure.baseline_name}, α = 0) to the input (α = 1). At each point of it, the step gradient
        tells how much every pixel moves the score; added up along the path they give the
        attribution.
      </p>
      <p>{meaning(view)}</p>
      <p>
        All attributions together add up to F(x) − F(x′), the score of the input less that of the
        baseline. Where the score is saturated it no longer changes, and a plain gradient taken
        there shows next to nothing; that is why the whole path counts.
      </p>
      <p>
        The error says how far the map may be from the exact integral. The map speaks about this
        model and this baseline: another baseline asks another question.
      </p>
      <button
        ref={close}
        type="button"
        class="quiet"
        {...control("help-close", "Close", "Close")}
        onClick={props.onClose}
      >
        Close
      </button>
    </div>
  );
}
