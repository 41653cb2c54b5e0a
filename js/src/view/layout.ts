// How the view divides its width.

/** Longest side of the main picture, in CSS pixels. */
export const STAGE = 448;
/** Below this width of the view everything stands in one column. Said again in the style sheets. */
export const NARROW = 700;

/** Room for the picture in a view of the given width. */
export function room(viewWidth: number): number {
  return viewWidth < NARROW ? viewWidth : Math.min(STAGE, Math.round(viewWidth * 0.47));
}
