// How arrow keys walk over what is laid out in columns and rows.

/** A place by column and row. */
export interface Point {
  x: number;
  y: number;
}

export const clamp = (value: number, size: number): number =>
  Math.max(0, Math.min(size - 1, value));

/**
 * Where a key leads from a place, or `first` from none; null for leaving, undefined for a key that
 * is not ours.
 */
export function moved(
  at: Point | null,
  event: Pick<KeyboardEvent, "key" | "shiftKey">,
  width: number,
  height: number,
  first: Point = { x: width >> 1, y: height >> 1 },
): Point | null | undefined {
  const by = event.shiftKey ? 10 : 1;
  const ways: Record<string, [number, number]> = {
    ArrowLeft: [-by, 0],
    ArrowRight: [by, 0],
    ArrowUp: [0, -by],
    ArrowDown: [0, by],
  };
  if (event.key === "Escape") return at ? null : undefined;
  const way = ways[event.key];
  if (!way) return undefined;
  return at ? { x: clamp(at.x + way[0], width), y: clamp(at.y + way[1], height) } : first;
}
