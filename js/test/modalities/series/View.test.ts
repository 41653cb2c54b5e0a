// @vitest-environment jsdom
// What the view of a series says and does.

import { beforeEach, describe, expect, it, vi } from "vitest";
import { live } from "../../example";
import { HOSTILE, settle, shown, usePage } from "../../page";
import { held, seriesExample } from "./example";

usePage();
beforeEach(() => {
  URL.createObjectURL = vi.fn(() => "blob:sound");
  URL.revokeObjectURL = vi.fn();
});

type View = Awaited<ReturnType<typeof shown>>;

const field = ({ root }: View, at = 0) =>
  root.querySelectorAll<HTMLElement>(".trace")[at] as HTMLElement;

/** Six steps in 60 pixels. */
async function point(view: View, type: string, x: number, { buttons = 0, at = 0, y = 5 } = {}) {
  const el = field(view, at);
  el.getBoundingClientRect = () => ({ left: 0, top: 0, width: 60, height: 10 }) as DOMRect;
  const init = { clientX: x, clientY: y, bubbles: true };
  const event = new MouseEvent(type, { ...init, buttons });
  el.dispatchEvent(event);
  await settle();
}

async function press(view: View, key: string, shiftKey = false) {
  const event = new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, cancelable: true });
  view.need("series").dispatchEvent(event);
  await settle();
  return event.defaultPrevented;
}

describe("a series", () => {
  it("has a line for each channel, over colours, with what it adds up to", async () => {
    const view = await shown(seriesExample());
    expect(view.text("channel-0")).toBe("left+0.7550");
    expect(view.text("channel-1")).toBe("right\u22120.2511\u22120.125");
    const boxes = (id: string) =>
      [...view.need(id).querySelectorAll("path")].map((path) => [
        path.getAttribute("class"),
        path.getAttribute("d"),
      ]);
    expect(boxes("channel-0")).toEqual([
      ["up", "M1 0h1v100H1z"],
      ["up", "M2 0h1v100H2z"],
    ]);
    expect(boxes("channel-1")).toEqual([["down", "M2 0h2v100H2z"]]);
    expect(view.text("legend")).toBe("Green raises the score, red lowers it.");
  });

  it("moves with α: the line, the colours and the list", async () => {
    const view = await shown(seriesExample());
    const line = () => view.need("channel-0").querySelectorAll("polyline")[1].outerHTML;
    const final = line();
    expect(view.text("bar-0")).toBe("left · first+0.75");
    await view.input("alpha", "0");
    expect(line()).toBe(view.need("channel-0").querySelectorAll("polyline")[0].outerHTML);
    expect(view.text("bar-0")).toBe("left · first+0.188");
    expect(view.text("channel-0")).toContain("+0.188");
    await view.input("alpha", "1");
    expect(line()).toBe(final);
  });

  it("reads out a step that is pointed at", async () => {
    const view = await shown(seriesExample({ rate: 2 }));
    expect(view.text("readout")).toMatch(/^Point at a step/);
    await point(view, "pointermove", 25, { at: 1 });
    expect(view.text("readout")).toBe(
      "right1 sis 8, baseline \u22120.125\u22120.125 ± 0.02, \u221225\u202f% of the changeall channels +0.375, 75\u202f% of the change",
    );
    await point(view, "pointerleave", 25, { at: 1 });
    expect(view.text("readout")).toMatch(/^Point at a step/);
  });

  it("adds up what is brushed, backwards too, and follows how it builds up", async () => {
    const view = await shown(seriesExample());
    await point(view, "pointerdown", 25, { buttons: 1 });
    await point(view, "pointermove", 5, { buttons: 1 });
    const said = "step 0 to step 2+0.75 ± 0.06, 150\u202f% of the change";
    expect(view.text("readout")).toBe(`left${said}all channels +0.625, 125\u202f% of the change`);
    expect(field(view).querySelector<HTMLElement>(".brushed")?.style.width).toBe("50%");
    expect(view.text("growth")).toContain("left · step 0 to step 2");
    expect(view.need("bar-0").getAttribute("aria-pressed")).toBe("true");
    await view.input("alpha", "0.5");
    expect(view.text("readout")).toMatch(/^leftstep 0 to step 2\+0.56/);
    await point(view, "pointerdown", 5, { buttons: 1 });
    expect(field(view).querySelector(".brushed")).toBeNull();
  });

  it("brushes what is chosen in the list, and lets go of it", async () => {
    const view = await shown(seriesExample());
    await view.click("bar-1");
    expect(view.text("readout")).toMatch(/^rightstep 0 to step 2\u22120.125/);
    expect(field(view, 1).querySelector(".brushed")?.className).toBe("brushed own");
    expect(field(view, 0).querySelector(".brushed")?.className).toBe("brushed");
    await view.click("bar-1");
    expect(view.text("readout")).toMatch(/^Point at/);
  });

  it("answers to the keyboard", async () => {
    const view = await shown(seriesExample());
    expect(await press(view, "ArrowRight")).toBe(true);
    await press(view, "ArrowRight", true);
    expect(view.text("readout")).toMatch(/^leftstep 1 to step 2\+0.75/);
    await press(view, "ArrowDown");
    expect(view.text("readout")).toMatch(/^rightstep 1 to step 2\u22120.125/);
    await press(view, "End", true);
    expect(view.text("readout")).toMatch(/^rightstep 1 to step 5/);
    await press(view, "Home");
    expect(view.text("readout")).toMatch(/^rightstep 0is 6/);
    await press(view, "Escape");
    expect(view.text("readout")).toMatch(/^Point at a step/);
    expect(await press(view, "Tab")).toBe(false);
    for (const control of view.root.querySelectorAll("button, input, summary, [tabindex='0']")) {
      expect(control.getAttribute("data-lm-suppress-shortcuts"), control.outerHTML).toBe("true");
      expect(control.getAttribute("aria-label"), control.outerHTML).toBeTruthy();
    }
  });

  it("hides the other sign and what is uncertain", async () => {
    const error = live("f32", [2, 6], [0, 0.2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    const view = await shown(seriesExample({ error }));
    const count = () => view.root.querySelectorAll(".trace path").length;
    expect(count()).toBe(3);
    await view.click("certain");
    expect(count()).toBe(2);
    await view.click("certain");
    await view.click("polarity-negative");
    expect(count()).toBe(1);
    await view.click("palette");
    expect(view.text("legend")).toBe("Orange lowers the score.");
  });

  it("is a strip where it has many channels", async () => {
    const channels = held(20).map((k) => `${100 * k} Hz`);
    const view = await shown(seriesExample({}, { channels, values: held(80).map((i) => i / 80) }));
    expect(view.need("strip").getAttribute("width")).toBe("4");
    expect(view.need("strip").getAttribute("height")).toBe("20");
    expect(view.text("series")).toContain("0 Hz200 Hz400 Hz");
    await point(view, "pointermove", 25, { y: 9.9 });
    expect(view.text("readout")).toMatch(/^1900 Hzstep 1is 77/);
  });

  it("has the lowest frequency of a spectrogram at the bottom", async () => {
    const hertz = held(9).map((k) => 100 * k);
    const channels = hertz.map((f) => `${f} Hz`);
    const view = await shown(seriesExample({ hertz }, { channels, values: held(36) }));
    await point(view, "pointermove", 25, { y: 9.9 });
    expect(view.text("readout")).toMatch(/^0 Hzstep 1/);
    await press(view, "ArrowUp");
    expect(view.text("readout")).toMatch(/^100 Hzstep 1/);
    await press(view, "ArrowDown");
    await press(view, "ArrowDown");
    expect(view.text("readout")).toMatch(/^0 Hzstep 1/);
  });

  it.each([
    [["mono"], 4000, true],
    [["left", "right"], 44100, true],
    [["a", "b", "c"], 44100, false],
    [["mono"], 3999, false],
    [["mono"], null, false],
  ])("of channels %j at %s Hz is heard: %s", async (channels, rate, heard) => {
    const view = await shown(seriesExample({ rate }, { channels }));
    expect(view.get("sound") !== null).toBe(heard);
    expect(URL.createObjectURL).toHaveBeenCalledTimes(heard ? 1 : 0);
    if (heard) expect((view.need("sound") as HTMLAudioElement).src).toBe("blob:sound");
  });

  it("marks what is heard", async () => {
    const view = await shown(seriesExample({ rate: 8000 }));
    const audio = view.need("sound") as HTMLAudioElement;
    audio.currentTime = 3 / 8000;
    audio.dispatchEvent(new Event("timeupdate"));
    await settle();
    expect(field(view).querySelector<HTMLElement>(".heard")?.style.left).toBe("50%");
  });

  it("shows hostile names as text", async () => {
    const name = "x".repeat(10_000);
    const intervals = [{ start: 0, end: 6, name: HOSTILE }];
    const ticks = [{ at: 0, label: HOSTILE }];
    const view = await shown(seriesExample({ intervals, ticks }, { channels: [HOSTILE, name] }));
    await view.click("bar-0");
    expect(view.text("series")).toContain(HOSTILE);
    expect(view.root.querySelector("img, script")).toBeNull();
    expect((window as unknown as { hacked?: number }).hacked).toBeUndefined();
  });

  it.each([
    ["no attribution", { values: Array(12).fill(0) }],
    ["a single step", { channels: ["a"], values: [1] }],
  ])("draws %s without a number that is none", async (_, options) => {
    const view = await shown(seriesExample({}, options));
    await view.input("alpha", "0.4");
    await press(view, "ArrowRight", true);
    await view.click("help");
    expect(view.text("help-text")).toContain("Which intervals of time the model's score for high");
    expect(view.root.innerHTML).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  it("is small lines among several, and forgets what was brushed in another", async () => {
    const wire = { kind: "many", version: 1, figures: [seriesExample(), seriesExample()] };
    const view = await shown(wire);
    expect(view.need("thumb-0").querySelectorAll("svg")).toHaveLength(2);
    await view.click("bar-0");
    await view.click("entry-1");
    expect(view.text("readout")).toMatch(/^Point at a step/);
    expect(view.need("entry-1").getAttribute("aria-label")).toBe("series 2: high");
  });
});
