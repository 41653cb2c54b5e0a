// A text as elements of the page, a box for each unit.

import type { JSX } from "preact";
import { count } from "../../view/format";
import type { Tone } from "../../view/paint/tones";
import { css } from "../../view/palette";
import type { TextFigure } from "./types";
import type { Unit, Units } from "./units";

/** The texts one under another; which direction each is read in, its own letters say. */
export function paragraphsOf(
  { after }: Pick<TextFigure, "after">,
  { list }: Pick<Units, "list">,
): JSX.Element[] {
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
          {last && after}
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
