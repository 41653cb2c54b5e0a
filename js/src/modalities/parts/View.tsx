// The explorer of several inputs: what each is given, and under it the view of its kind.

import { useMemo, useRef } from "preact/hooks";
import { BarList } from "../../view/Bars";
import { Footer } from "../../view/Footer";
import { percent, signed } from "../../view/format";
import { Header } from "../../view/Header";
import { named } from "../../view/Help";
import type { ViewProps } from "../../view/kind";
import { Nested } from "../../view/nested";
import { PathPanel } from "../../view/PathPanel";
import { Term } from "../../view/parts";
import { meaning } from "../../view/sentences";
import type { Reach } from "../../view/spans";
import { type PartsSlice, type PartsState, states } from "./slice";
import { saveValues } from "./table";
import type { OpenPart, PartsFigure } from "./types";

export interface PartsScene {
  readonly figure: PartsFigure;
}

const TIP = "The attributions of each input added up; together they are F(x) − F(x′)";

export function View(props: ViewProps<PartsScene, PartsSlice>) {
  const { view, host, status, page } = props;
  const { figure } = props.scene;
  const { parts } = figure;
  const kinds = parts.map(({ drawable }) => drawable.kind.kind).join();
  // Kept while the figure is refined: what was chosen of an input stays.
  const own = useMemo(() => states(parts, view), [kinds, view]);
  const tip = meaning(view.palette, "an input");
  return (
    <>
      <Header figure={figure} host={host} width={page.width} />
      <div class="together">
        <Sums {...{ figure, view }} />
        <PathPanel {...{ figure, view, status, host }}>{null}</PathPanel>
      </div>
      <Nested.Provider value={true}>
        {parts.map((part, at) => (
          <Part key={at} {...{ part, at, page, status }} view={own[at]} />
        ))}
      </Nested.Provider>
      <Footer
        {...{ figure, view, host, status }}
        legend={{ text: "What each input adds to the score.", tip }}
        help={{ question: <Question figure={figure} />, meaning: tip }}
        download={{
          name: "Download the values",
          tip: "Download what each input adds as a table (CSV)",
          run: () => saveValues(figure),
        }}
      />
    </>
  );
}

/** What each input adds; pressing one brings it into sight. */
function Sums(props: { figure: PartsFigure; view: PartsState }) {
  const { figure, view } = props;
  const section = useRef<HTMLElement>(null);
  const change = figure.said.shares ? figure.score - figure.baseline_score : null;
  const bars = figure.parts.map(({ name, value }, key) => {
    const share = change === null ? "" : percent(value / change);
    const label = (
      <span class="feature">
        <bdi class="clip">{name}</bdi>
        <span class="muted number">{share}</span>
      </span>
    );
    return { key, name: `${name} ${share}`, label, special: false, value, final: value };
  });
  const show = (part: number | null) => {
    view.part = part;
    const place = (section.current?.getRootNode() as ShadowRoot | undefined)?.querySelector(
      `[data-testid="part-${part}"]`,
    );
    place?.scrollIntoView({ block: "nearest" });
  };
  return (
    <section ref={section} class="bars final" aria-label="What each input adds" data-testid="sums">
      <p class="caption">
        <Term tip={TIP}>what each input adds</Term>
        <span class="muted number">
          {signed(figure.parts.reduce((sum, { value }) => sum + value, 0))}
        </span>
      </p>
      <BarList
        {...{ bars, reach: reachOf(figure.parts), final: true, marks: false }}
        id="sum"
        rows={bars.length}
        chosen={view.part}
        hovered={null}
        onChoose={show}
        onHover={() => {}}
      />
    </section>
  );
}

function Part(props: {
  part: OpenPart;
  at: number;
  page: ViewProps["page"];
  status: ViewProps["status"];
  view: ViewProps["view"];
}) {
  const { name, value, drawable } = props.part;
  const { View: Drawn } = drawable.kind.drawing;
  return (
    <section class="one-input" aria-label={name} data-testid={`part-${props.at}`}>
      <h3>
        <bdi class="clip">{name}</bdi> <span class="muted number">{signed(value)}</span>
      </h3>
      <Drawn
        {...{ view: props.view, status: props.status, page: props.page }}
        scene={drawable.scene}
        host={null}
      />
    </section>
  );
}

function Question(props: { figure: PartsFigure }) {
  const { label, from } = named(props.figure);
  return (
    <>
      Which of several inputs, and what in each, the model's score for {label} rests on, by
      Integrated Gradients. One straight path leads all of them at once from {from} to the inputs (α
      = 1), so that what they are given adds up over all of them.
    </>
  );
}

/** How far bars of the sums reach. */
export function reachOf(parts: readonly OpenPart[]): Reach {
  const values = parts.map(({ value }) => value);
  return { low: Math.min(0, ...values), high: Math.max(0, ...values) };
}
