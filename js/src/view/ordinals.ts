// Names that several parts of the input share.

/** Which one of several of its name each is, from 1 on; 0 for one that stands alone. */
export function ordinals(texts: readonly string[]): number[] {
  const seen = new Map<string, number>();
  const places = texts.map((text) => {
    const place = (seen.get(text) ?? 0) + 1;
    seen.set(text, place);
    return place;
  });
  return places.map((place, i) => ((seen.get(texts[i]) ?? 0) > 1 ? place : 0));
}
