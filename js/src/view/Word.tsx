// A word named beside the text, told apart from others that read the same.

import type { Units } from "../modalities/text/units";

/** A word with its number where the text holds it several times. */
export function Word(props: { text: string; ordinal: number }) {
  const { text, ordinal } = props;
  return (
    <span class="word" title={text}>
      <bdi class="clip" dir="auto">
        {text}
      </bdi>
      {ordinal > 0 && <sup class="muted number">{ordinal}</sup>}
    </span>
  );
}

/** The same where only letters can stand. */
export function spoken(units: Units, unit: number): string {
  const ordinal = units.ordinal(unit);
  return `${units.list[unit].text}${ordinal > 0 ? ` (${ordinal})` : ""}`;
}
