// @vitest-environment jsdom
// The whole of a long text, as a strip.

import { describe, expect, it, vi } from "vitest";
import { PALETTES } from "../../src/generated/palettes";
import { tone } from "../../src/view/paint/tones";
import { drawStrip } from "../../src/view/Strip";

describe("a long text", () => {
  const BOX = { scrollHeight: 1000, clientHeight: 200 } as HTMLElement;
  const colours = [0.5, -1, 0.001].map((one) => tone(one, PALETTES["green-red"], [255, 255, 255]));

  it("has a strip with the whole of it, the strongest on top", () => {
    const canvas = document.createElement("canvas");
    const marks: unknown[] = [];
    const context = {
      fillStyle: "",
      fillRect: (...at: number[]) => marks.push([context.fillStyle, at]),
    };
    vi.spyOn(canvas, "getContext").mockReturnValue(context as unknown as never);
    drawStrip(canvas, BOX, [0.5, 0.5, 1], colours);
    expect([canvas.hidden, canvas.height]).toEqual([false, 200]);
    expect(marks).toEqual([
      [expect.stringMatching(/^rgb/), [0, 99, 8, 2]],
      ["rgb(255 0 0)", [0, 99, 8, 2]],
    ]);
  });

  it("has none where all can be seen at once", () => {
    const canvas = document.createElement("canvas");
    drawStrip(canvas, { scrollHeight: 200, clientHeight: 200 } as HTMLElement, [0], colours);
    expect(canvas.hidden).toBe(true);
  });
});
