// The boxes of a text: its tokens, or its words with the pieces of each added up.

import { Ranking } from "../../view/paint/scale";
import type { Token, TokensFigure } from "../../wire/figure";

/** Stands in the box of a token that has no text of its own. */
const NO_TEXT = "·";

/** One box: tokens `from` up to, not including, `to`. */
export interface Unit {
  from: number;
  to: number;
  /** Text that no token holds, between the box before and this one. */
  before: string;
  text: string;
  special: boolean;
  segment: number;
  /** The explained output speaks of it. */
  about: boolean;
}

export class Units {
  readonly list: readonly Unit[];
  /** Final attribution of each. */
  readonly final: Float32Array;
  /** Of each the sum of its tokens' standard errors, which is never too small. */
  readonly error: Float32Array | null;
  /** Largest magnitude: what the end colours stand for. */
  readonly scale: number;
  readonly #ofToken: Int32Array;
  readonly #ordinals: number[];
  #ranking: Ranking | undefined;

  constructor(figure: TokensFigure, merged: boolean) {
    this.list = unitsOf(figure, merged);
    this.#ofToken = new Int32Array(figure.tokens.length);
    this.list.forEach(({ from, to }, i) => {
      this.#ofToken.fill(i, from, to);
    });
    this.#ordinals = ordinals(this.list.map(({ text }) => text));
    this.final = this.sums(figure.values);
    this.error = figure.error && this.sums(figure.error);
    this.scale = this.final.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  }

  /** The unit that holds a token, or −1 when there is no such token. */
  of(token: number | null): number {
    return token === null ? -1 : (this.#ofToken[token] ?? -1);
  }

  /** Which one of several units with the same text this is, from 1 on; 0 where there is one only. */
  ordinal(unit: number): number {
    return this.#ordinals[unit] ?? 0;
  }

  /** Values of tokens added up for each unit. */
  sums(values: Float32Array): Float32Array {
    return Float32Array.from(this.list, ({ from, to }) => {
      let sum = 0;
      for (let i = from; i < to; i++) sum += values[i];
      return sum;
    });
  }

  get ranking(): Ranking {
    this.#ranking ??= new Ranking(this.final.map(Math.abs));
    return this.#ranking;
  }
}

function ordinals(texts: readonly string[]): number[] {
  const seen = new Map<string, number>();
  const places = texts.map((text) => {
    const place = (seen.get(text) ?? 0) + 1;
    seen.set(text, place);
    return place;
  });
  return places.map((place, i) => ((seen.get(texts[i]) ?? 0) > 1 ? place : 0));
}

/** Whether some word has several tokens, so that merging makes a difference. */
export function hasPieces(tokens: readonly Token[]): boolean {
  return tokens.some((token, i) => i > 0 && belongTogether(tokens[i - 1], token));
}

function belongTogether(one: Token, next: Token): boolean {
  return one.word === next.word && one.segment === next.segment && one.special === next.special;
}

function unitsOf({ tokens, about }: TokensFigure, merged: boolean): Unit[] {
  const spokenOf = new Set(about);
  const units: Unit[] = [];
  tokens.forEach((token, i) => {
    const last = units[units.length - 1];
    if (merged && last && belongTogether(tokens[i - 1], token)) {
      last.to = i + 1;
      last.text += token.before + token.text;
      last.about ||= spokenOf.has(i);
    } else {
      const { before, text, special, segment } = token;
      units.push({ from: i, to: i + 1, before, text, special, segment, about: spokenOf.has(i) });
    }
  });
  for (const unit of units) unit.text ||= NO_TEXT;
  return units;
}
