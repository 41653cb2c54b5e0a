// When a step is, as it is read out.

import { count } from "../../view/format";
import type { Range } from "./scene";
import type { SeriesFigure } from "./types";

/** When a step is: its date, its second or its number. */
export function moment({ rate, dates, length }: SeriesFigure, at: number): string {
  if (!dates) return rate ? `${Number((at / rate).toFixed(4))} s` : `step ${count(at)}`;
  const [first, last] = dates;
  const even = first + ((last - first) * at) / (length - 1 || 1);
  const when = new Date(1000 * (dates.length === length ? dates[at] : even));
  return when
    .toISOString()
    .slice(0, 19)
    .replace("T", " ")
    .replace(/( 00:00)?:00$/, "");
}

/** When a range is. */
export const range = (figure: SeriesFigure, { from, to }: Range): string =>
  `${moment(figure, from)} to ${moment(figure, to - 1)}`;
