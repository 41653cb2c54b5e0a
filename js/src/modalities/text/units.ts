// The boxes of a text: its tokens, or its words with the pieces of each added up.

import type { Token } from "../../generated/schema";
import { ordinals } from "../../view/ordinals";
import type { StepSums } from "../../view/paint/sums";
import { type Span, Spans } from "../../view/spans";
import type { TextFigure } from "./types";

/** Stands in the box of a token that has no text of its own. */
const NO_TEXT = "·";

/** One box, a span of tokens. */
export interface Unit extends Span {
  /** Text that no token holds, between the box before and this one. */
  before: string;
  text: string;
  special: boolean;
  segment: number;
  /** The explained output speaks of it. */
  about: boolean;
}

export class Units extends Spans<Unit> {
  readonly #ofToken: Int32Array;
  readonly #ordinals: number[];

  constructor(figure: TextFigure, path: StepSums, merged: boolean) {
    super(unitsOf(figure, merged), figure, path);
    this.#ofToken = new Int32Array(figure.tokens.length);
    this.list.forEach(({ from, to }, i) => {
      this.#ofToken.fill(i, from, to);
    });
    this.#ordinals = ordinals(this.list.map(({ text }) => text));
  }

  /** The unit that holds a token, or −1 when there is no such token. */
  of(token: number | null): number {
    return token === null ? -1 : (this.#ofToken[token] ?? -1);
  }

  /** Which one of several units with the same text this is, from 1 on; 0 where there is one only. */
  ordinal(unit: number): number {
    return this.#ordinals[unit] ?? 0;
  }
}

/** Whether some word has several tokens, so that merging makes a difference. */
export function hasPieces(tokens: readonly Token[]): boolean {
  return tokens.some((one, i) => i > 0 && !one.special && belongTogether(tokens[i - 1], one));
}

function belongTogether(one: Token, next: Token): boolean {
  return one.word === next.word && one.segment === next.segment && one.special === next.special;
}

function unitsOf({ tokens, about }: TextFigure, merged: boolean): Unit[] {
  const spokenOf = new Set(about);
  const units: Unit[] = [];
  tokens.forEach((token, i) => {
    const last = units[units.length - 1];
    // Padding is one box, however many tokens it has.
    if ((merged || token.special) && last && belongTogether(tokens[i - 1], token)) {
      last.to = i + 1;
      if (token.special) last.text = `${tokens[last.from].text} ×${last.to - last.from}`;
      else last.text += token.before + token.text;
      last.about ||= spokenOf.has(i);
    } else {
      const { before, text, special, segment } = token;
      units.push({ from: i, to: i + 1, before, text, special, segment, about: spokenOf.has(i) });
    }
  });
  for (const unit of units) unit.text ||= NO_TEXT;
  return units;
}
