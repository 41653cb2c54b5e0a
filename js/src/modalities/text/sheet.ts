// The boxes of a text as they stand on the page: coloured, marked, measured and walked through.

import type { Tone } from "../../view/paint/tones";
import { css } from "../../view/palette";
import { reveal } from "../../view/parts";

/** The boxes as elements of the page, changed one by one and only where something changed. */
export class Sheet {
  readonly #box: HTMLElement;
  readonly #boxes: HTMLElement[];
  readonly #painted: string[];
  #places: { width: number; tops: number[] } | undefined;
  #marked: Record<"chosen" | "hovered", HTMLElement | undefined>;

  constructor(box: HTMLElement) {
    this.#box = box;
    this.#boxes = [...box.querySelectorAll<HTMLElement>("[data-unit]")];
    this.#painted = this.#boxes.map(() => "?");
    this.#marked = { chosen: undefined, hovered: undefined };
    for (const one of this.#boxes) {
      delete one.dataset.chosen;
      delete one.dataset.hovered;
    }
  }

  /** How far down the whole text each box begins, 0 to 1; measured once for each width. */
  places(width: number): number[] {
    if (this.#places?.width !== width) {
      const whole = this.#box.scrollHeight || 1;
      const tops = this.#boxes.map((box) => box.offsetTop / whole);
      this.#places = { width, tops };
    }
    return this.#places.tops;
  }

  paint(tones: readonly (Tone | null)[]): void {
    this.#boxes.forEach((box, i) => {
      const one = tones[i];
      const look = one ? `${one.background},${one.text}` : "";
      if (look === this.#painted[i]) return;
      this.#painted[i] = look;
      box.style.backgroundColor = one ? css(one.background) : "";
      box.style.color = one?.text ? css(one.text) : "";
    });
  }

  mark(chosen: number, hovered: number): void {
    this.#mark("chosen", this.#boxes[chosen]);
    this.#mark("hovered", this.#boxes[hovered]);
  }

  #mark(name: "chosen" | "hovered", box: HTMLElement | undefined): void {
    const before = this.#marked[name];
    if (before === box) return;
    if (before) delete before.dataset[name];
    if (box) box.dataset[name] = "true";
    this.#marked[name] = box;
  }

  /** Scroll the text, and nothing around it, until a unit can be seen. */
  show(unit: number): void {
    reveal(this.#box, this.#boxes[unit], 24);
  }

  /** Where a key moves to from a unit; null lets go of it, undefined is a key that is not ours. */
  moved(
    from: number,
    event: Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">,
  ): number | null | undefined {
    const last = this.#boxes.length - 1;
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
    if (key === "Escape") return from >= 0 ? null : undefined;
    if (key === "Home") return 0;
    if (key === "End") return last;
    if (!/^Arrow/.test(key)) return undefined;
    if (from < 0) return 0;
    if (key === "ArrowUp" || key === "ArrowDown") return this.#nextLine(from, key === "ArrowDown");
    // An arrow points where it goes to, also where text runs from right to left.
    const forward = (key === "ArrowRight") !== this.#leftward(from);
    const by = event.shiftKey ? 10 : 1;
    return Math.max(0, Math.min(last, from + (forward ? by : -by)));
  }

  #leftward(unit: number): boolean {
    const written = this.#boxes[unit]?.closest(".written");
    return written !== null && getComputedStyle(written as Element).direction === "rtl";
  }

  /** The unit that stands closest, on the line below or above. */
  #nextLine(from: number, down: boolean): number {
    const here = this.#boxes[from].getBoundingClientRect();
    const centre = (here.left + here.right) / 2;
    const way = down ? 1 : -1;
    let best = from;
    let line: number | undefined;
    let nearest = Number.POSITIVE_INFINITY;
    for (let i = from + way; this.#boxes[i]; i += way) {
      const box = this.#boxes[i].getBoundingClientRect();
      const beyond = down ? box.top >= here.bottom - 2 : box.bottom <= here.top + 2;
      if (!beyond) continue;
      line ??= box.top;
      if (Math.abs(box.top - line) > box.height / 2) break;
      const off = Math.abs((box.left + box.right) / 2 - centre);
      if (off < nearest) [nearest, best] = [off, i];
    }
    return best;
  }
}
