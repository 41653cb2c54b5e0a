// The coloured text, and the line that reads out one word.

import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { count, number, percent, signed } from "../../view/format";
import { type Tone, tone } from "../../view/paint/tokens";
import { css, PALETTES, type Rgb } from "../../view/palette";
import { hardlyChanges } from "../../view/path";
import { drawStrip, Strip } from "../../view/Strip";
import type { View } from "../../view/state";
import { Word } from "../../view/Word";
import type { TextScene } from "./scene";
import { Sheet } from "./sheet";
import type { Unit, Units } from "./units";

interface TextProps {
  scene: TextScene;
  units: Units;
  stage: number;
  view: View;
  /** What the text is printed on. */
  paper: Rgb;
  /** Width of the view: another one breaks the lines elsewhere. */
  width: number;
  set: (change: Partial<View>) => void;
}

/** How the colours of a moment lie on the page, unit by unit. */
export function tones(
  scene: TextScene,
  view: View,
  stage: number,
  paper: Rgb,
  scale = scene.scale(view),
): (Tone | null)[] {
  const palette = PALETTES[view.palette];
  const drawn = scene.drawn(view, stage);
  return Array.from(drawn, (value) => (scale > 0 ? tone(value / scale, palette, paper) : null));
}

export function Text(props: TextProps & { label: string; silence: string }) {
  const { scene, units, stage, view, paper, set } = props;
  const box = useRef<HTMLElement>(null);
  const sheet = useRef<Sheet | null>(null);
  const strip = useRef<HTMLCanvasElement>(null);
  const chosen = units.of(view.token);
  const hovered = units.of(view.hover);
  // Thousands of boxes are made once; what changes with α are only their colours.
  const paragraphs = useMemo(() => paragraphsOf(scene, units), [scene, units]);
  useLayoutEffect(() => {
    if (box.current) sheet.current = new Sheet(box.current);
  }, [paragraphs]);
  const { palette, textPolarity, certain, textPin } = view;
  const look = [paragraphs, stage, palette, textPolarity, certain, textPin, String(paper)];
  const colours = useMemo(() => tones(scene, view, stage, paper), look);
  useLayoutEffect(() => sheet.current?.paint(colours), [colours]);
  useLayoutEffect(() => {
    if (box.current && sheet.current && strip.current) {
      drawStrip(strip.current, box.current, sheet.current.places(props.width), colours);
    }
  }, [colours, props.width]);
  useLayoutEffect(() => sheet.current?.mark(chosen, hovered), [paragraphs, chosen, hovered]);
  useLayoutEffect(() => {
    if (chosen >= 0) sheet.current?.show(chosen);
  }, [paragraphs, chosen]);

  const first = (unit: number): number | null => units.list[unit]?.from ?? null;
  const point = (event: Event) => {
    const unit = unitAt(event);
    if (unit !== hovered) set({ hover: first(unit) });
  };
  const key = (event: KeyboardEvent) => {
    const unit = sheet.current?.moved(chosen, event);
    if (unit === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    set({ token: unit === null ? null : first(unit) });
  };
  return (
    <div class="text">
      <div class="sheet">
        <section
          ref={box}
          class="words"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: one stop for the keyboard, as a picture is
          tabIndex={0}
          data-testid="text"
          data-lm-suppress-shortcuts="true"
          aria-label={`${props.label}. Arrow keys read out single words.`}
          onPointerMove={point}
          onPointerDown={point}
          onPointerLeave={() => view.hover !== null && set({ hover: null })}
          onClick={(event) => {
            const unit = unitAt(event);
            set({ token: unit === chosen ? null : first(unit) });
          }}
          onKeyDown={key}
        >
          {paragraphs}
        </section>
        <Strip canvas={strip} box={box} />
      </div>
      <Readout {...{ scene, units, stage, view }} silence={props.silence} />
    </div>
  );
}

function unitAt(event: Event): number {
  const place = (event.target as Element | null)?.closest?.("[data-unit]");
  return place ? Number(place.getAttribute("data-unit")) : -1;
}

/** The texts one under another; which direction each is read in, its own letters say. */
function paragraphsOf(scene: TextScene, units: Units): JSX.Element[] {
  const { list } = units;
  const starts = list.flatMap((unit, i) =>
    i === 0 || unit.segment !== list[i - 1].segment ? [i] : [],
  );
  return starts.map((start, n) => {
    const end = starts[n + 1] ?? list.length;
    const last = end === list.length;
    return (
      <div key={start} class="segment">
        {starts.length > 1 && <p class="part muted">text {count(list[start].segment + 1)}</p>}
        <div class="written" dir="auto">
          {list.slice(start, end).map((unit, i) => (
            <Box key={start + i} unit={unit} index={start + i} />
          ))}
          {last && scene.figure.after}
        </div>
      </div>
    );
  });
}

/** A special token is set apart, so that its Latin letters do not turn an Arabic line around. */
export function Box(props: { unit: Unit; index: number; tone?: Tone | null }) {
  const { unit, index } = props;
  const Tag = unit.special ? "bdi" : "span";
  const kind = `unit${unit.special ? " special" : ""}${unit.about ? " about" : ""}`;
  const colours = props.tone && {
    backgroundColor: css(props.tone.background),
    ...(props.tone.text && { color: css(props.tone.text) }),
  };
  return (
    <>
      {unit.before}
      <Tag class={kind} data-unit={index} {...(colours ? { style: colours } : {})}>
        {unit.text}
      </Tag>
    </>
  );
}

function Readout(props: {
  scene: TextScene;
  units: Units;
  stage: number;
  view: View;
  silence: string;
}) {
  const { scene, units, stage, view } = props;
  const pointed = units.of(view.hover);
  const unit = pointed >= 0 ? pointed : units.of(view.token);
  if (unit < 0) {
    return (
      <p class="readout muted" data-testid="readout">
        {props.silence || "Point at a word, or use arrow keys, to read it."}
        {scene.figure.about.length > 0 && <span>Underlined: what the output speaks of.</span>}
      </p>
    );
  }
  const { figure } = scene;
  const reading = scene.read(view, unit, stage);
  const known = reading.error !== null;
  const error = known ? ` ± ${number(reading.error)}` : "";
  const change = figure.score - figure.baseline_score;
  const one = units.list[unit];
  return (
    <p class="readout number" data-testid="readout" aria-live="polite">
      <Word text={one.text} ordinal={units.ordinal(unit)} />
      <span
        title={`Attribution: the step gradients of the embedding, added up${known ? ", ± one standard error" : ""}`}
      >
        {`${signed(reading.value)}${error}`}
      </span>
      {hardlyChanges(figure) ? (
        <span title="Share of the sum of all absolute attributions">
          {percent(reading.share)} of total
        </span>
      ) : (
        <span title="Its part of F(x) − F(x′), the score of the input less that of the baseline">
          {percent(reading.value / change)} of the change
        </span>
      )}
      <span title={`Rank by size, whatever the sign, of ${count(reading.of)} boxes`}>
        rank {count(reading.rank)} of {count(reading.of)}
      </span>
      {one.special && <span class="muted">special token</span>}
      {one.about && <span class="muted">what the output speaks of</span>}
    </p>
  );
}
