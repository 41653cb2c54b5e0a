// "What am I looking at?", in a few sentences.

import { useLayoutEffect, useRef } from "preact/hooks";
import type { Figure } from "../wire/figure";
import { control } from "./parts";
import { meaning } from "./sentences";
import type { View } from "./state";

/** Stands below everything it explains, so that nothing is covered while it is read. */
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
  const label = <b class="clip">{figure.target.label}</b>;
  const from = `the baseline (${figure.baseline_name}, α = 0)`;
  return (
    <section class="help" aria-label="What am I looking at?" data-testid="help-text">
      <h3>What am I looking at?</h3>
      <div class="answer">
        {figure.kind === "tokens" ? (
          <p>
            Which words the model's score for {label} rests on, by Integrated Gradients. A straight
            path leads from {from} to the text (α = 1), through the numbers that stand for each
            token. At each point of it, the step gradient tells how much every token moves the
            score; added up along the path they give the attribution. The list shows the strongest
            words; press one to see along the path how it builds up. Special tokens, which the
            tokenizer adds, have a dashed frame.
          </p>
        ) : (
          <p>
            Which parts of the input the model's score for {label} rests on, by Integrated
            Gradients. A straight path leads from {from} to the input (α = 1). At each point of it,
            the step gradient tells how much every pixel moves the score; added up along the path
            they give the attribution.
          </p>
        )}
        <p>{meaning(view, figure.kind)}</p>
        <p>
          All attributions together add up to F(x) − F(x′), the score of the input less that of the
          baseline. Where the score is saturated it no longer changes, and a plain gradient taken
          there shows next to nothing; that is why the whole path counts.
        </p>
        <p>
          The error says how far the attribution may be from the exact integral. It speaks about
          this model and this baseline: another baseline asks another question.
        </p>
      </div>
      <button
        ref={close}
        type="button"
        class="quiet"
        {...control("help-close", "Close", "Close")}
        onClick={props.onClose}
      >
        Close
      </button>
    </section>
  );
}
