// "What am I looking at?", in a few sentences.

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Facts } from "../wire/facts";
import { control } from "./parts";

/** Stands below everything it explains, so that nothing is covered while it is read. */
export function Help(props: { question: ComponentChildren; meaning: string; onClose: () => void }) {
  const close = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const place = close.current?.getRootNode() as Partial<DocumentOrShadowRoot> | undefined;
    const before = place?.activeElement;
    // Where the same is shown twice, it was asked for in the view that has the focus.
    if (before || document.activeElement === document.body) close.current?.focus();
    // Whoever closes it goes on where the question came up.
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <section class="help" aria-label="What am I looking at?" data-testid="help-text">
      <h3>What am I looking at?</h3>
      <div class="answer">
        <p>{props.question}</p>
        <p>{props.meaning}</p>
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

/** The explained target and the start of its path, as helps of every kind name them. */
export const named = ({ target, baseline_name }: Facts) => ({
  label: <b class="clip">{target.label}</b>,
  from: `the baseline (${baseline_name}, α = 0)`,
});
