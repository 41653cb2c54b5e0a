// The coloured text with its strip, and the line that reads out one word.

import { useLayoutEffect, useRef } from "preact/hooks";
import type { Page } from "../../view/kind";
import { drawStrip, Strip } from "../../view/Strip";
import { useMade } from "../../view/tracked";
import { paragraphsOf } from "./boxes";
import type { Drawing } from "./drawing";
import { Readout } from "./Readout";
import type { TextScene } from "./scene";
import { Sheet } from "./sheet";
import type { TextState } from "./slice";
import type { Units } from "./units";

interface TextProps {
  scene: TextScene;
  view: TextState;
  page: Page;
  drawing: Drawing;
  label: string;
  /** Said below the text where it shows nothing; empty where it shows something. */
  silence: string;
}

export function Text(props: TextProps) {
  const { scene, view, drawing } = props;
  const { width } = props.page;
  const units = drawing.units.value;
  const tones = drawing.tones.value;
  const box = useRef<HTMLElement>(null);
  const sheet = useRef<Sheet | null>(null);
  const strip = useRef<HTMLCanvasElement>(null);
  const chosen = units.of(view.token);
  const hovered = units.of(view.hover);
  // Thousands of boxes are made once; what changes with α are only their colours.
  const paragraphs = useMade(paragraphsOf, scene.figure, units);
  useLayoutEffect(() => {
    if (box.current) sheet.current = new Sheet(box.current);
  }, [paragraphs]);
  useLayoutEffect(() => sheet.current?.paint(tones), [paragraphs, tones]);
  useLayoutEffect(() => {
    if (box.current && sheet.current && strip.current) {
      // Another width breaks the lines elsewhere.
      drawStrip(strip.current, box.current, sheet.current.places(width), tones);
    }
  }, [paragraphs, tones, width]);
  useLayoutEffect(() => sheet.current?.mark(chosen, hovered), [paragraphs, chosen, hovered]);
  useLayoutEffect(() => {
    if (chosen >= 0) sheet.current?.show(chosen);
  }, [paragraphs, chosen]);
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
          {...handlers(view, units, sheet)}
        >
          {paragraphs}
        </section>
        <Strip canvas={strip} box={box} />
      </div>
      <Readout {...{ scene, view, drawing }} silence={props.silence} />
    </div>
  );
}

/** The pointer reads out a word, a press or the keyboard chooses one. */
function handlers(view: TextState, units: Units, sheet: { current: Sheet | null }) {
  const first = (unit: number): number | null => units.list[unit]?.from ?? null;
  const choose = (unit: number | null) => {
    view.token = unit === null ? null : first(unit);
  };
  const point = (event: Event) => {
    view.hover = first(unitAt(event));
  };
  return {
    onPointerMove: point,
    onPointerDown: point,
    onPointerLeave: () => {
      view.hover = null;
    },
    onClick: (event: Event) => {
      const unit = unitAt(event);
      choose(unit === units.of(view.token) ? null : unit);
    },
    onKeyDown: (event: KeyboardEvent) => {
      const unit = sheet.current?.moved(units.of(view.token), event);
      if (unit === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      choose(unit);
    },
  };
}

function unitAt(event: Event): number {
  const place = (event.target as Element | null)?.closest?.("[data-unit]");
  return place ? Number(place.getAttribute("data-unit")) : -1;
}
