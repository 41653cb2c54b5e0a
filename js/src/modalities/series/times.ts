// When a step is, as it is read out.

import { count } from "../../view/format";
import type { Span } from "../../view/spans";
import type { SeriesFigure } from "./types";

/** When a step is: its date, its second or its number. */
export function moment({ rate, dates, length }: SeriesFigure, at: number): string {
  if (!dates) return rate ? `${+(at / rate).toFixed(4)} s` : `step ${count(at)}`;
  const [first, last] = dates;
  const even = first + ((last - first) * at) / (length - 1 || 1);
  const when = new Date(1000 * (dates.length === length ? dates[at] : even));
  return when
    .toISOString()
    .slice(0, 19)
    .replace("T", " ")
    .replace(/( 00:00)?:00$/, "");
}

/** When some steps are. */
export function range(figure: SeriesFigure, { from, to }: Span): string {
  const [first, last] = [moment(figure, from), moment(figure, to - 1)];
  return from + 1 === to ? first : `${first} to ${last}`;
}
