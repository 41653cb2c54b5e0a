// @vitest-environment jsdom
// The boxes of a long text as they stand on the page.

import { describe, expect, it } from "vitest";
import { Sheet } from "../../../src/modalities/text/sheet";

describe("a long text", () => {
  /** Five boxes: three on one line, two on the next, the second of which is wide. */
  function sheet() {
    const box = document.createElement("div");
    const at = [
      [0, 0, 40],
      [50, 0, 40],
      [100, 0, 40],
      [0, 30, 40],
      [50, 30, 120],
    ];
    at.forEach(([left, top, width], i) => {
      const one = box.appendChild(document.createElement("span"));
      one.dataset.unit = String(i);
      one.getBoundingClientRect = () => new DOMRect(left, top, width, 20);
    });
    return { box, sheet: new Sheet(box) };
  }
  const key = (name: string) => new KeyboardEvent("keydown", { key: name });

  it("is walked through line by line", () => {
    const { sheet: one } = sheet();
    expect(one.moved(0, key("ArrowDown"))).toBe(3);
    expect(one.moved(2, key("ArrowDown"))).toBe(4);
    expect(one.moved(4, key("ArrowUp"))).toBe(2);
    expect(one.moved(1, key("ArrowUp"))).toBe(1);
    expect(one.moved(4, key("ArrowDown"))).toBe(4);
    expect(one.moved(-1, key("ArrowDown"))).toBe(0);
    expect(one.moved(1, new KeyboardEvent("keydown", { key: "ArrowLeft", altKey: true }))).toBe(
      undefined,
    );
  });

  it("scrolls to what is chosen, and no further than it must", () => {
    const { box, sheet: one } = sheet();
    box.getBoundingClientRect = () => new DOMRect(0, -200, 300, 200);
    one.show(3);
    expect(box.scrollTop).toBe(50 + 24);
    box.getBoundingClientRect = () => new DOMRect(0, -50, 300, 200);
    one.show(0);
    expect(box.scrollTop).toBe(74);
  });
});
