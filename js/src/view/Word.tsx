// A word named beside the input, told apart from others that read the same.

/** A word with its number where the input holds it several times; zero for one that stands alone. */
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
export function spoken(text: string, ordinal: number): string {
  return `${text}${ordinal > 0 ? ` (${ordinal})` : ""}`;
}
