// A page to draw in, for tests of what the view says and does.

import { afterEach, beforeEach, vi } from "vitest";
import { type Mounted, mount } from "../src/mount";
import { nextFrame } from "../src/view/frame";
import type { Choices } from "../src/view/host";

export const HOSTILE =
  '<img src=x onerror="window.hacked=1"></script><script>window.hacked=1</script>';

/** Call once in a file of tests: what jsdom lacks, and a clean page after each. */
export function usePage(): void {
  beforeEach(() => {
    vi.stubGlobal(
      "ResizeObserver",
      class {
        observe() {}
        disconnect() {}
      },
    );
    vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
  });

  afterEach(() => {
    document.body.replaceChildren();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
}

/** Long enough for decoding, and for the frame that is drawn next, however busy the machine is. */
export async function settle(): Promise<void> {
  await new Promise((done) => setTimeout(done, 60));
  await new Promise<void>((done) => nextFrame(done));
}

export function place(): HTMLElement {
  return document.body.appendChild(document.createElement("div"));
}

export async function shown(...args: [wire: unknown, ...rest: unknown[]]) {
  const el = place();
  const mounted = (mount as (...all: unknown[]) => Mounted)(el, ...args);
  await settle();
  return { el, mounted, ...finder(el) };
}

export function finder(el: HTMLElement) {
  const get = (id: string) =>
    el.shadowRoot?.querySelector<HTMLElement>(`[data-testid="${id}"]`) ?? null;
  const need = (id: string): HTMLElement => {
    const found = get(id);
    if (!found) throw new Error(`nothing is called ${id}`);
    return found;
  };
  const text = (id: string) => need(id).textContent ?? "";
  const click = async (id: string) => {
    need(id).click();
    await settle();
  };
  const input = async (id: string, value: string, type = "input") => {
    (need(id) as HTMLInputElement).value = value;
    need(id).dispatchEvent(new Event(type, { bubbles: true }));
    await settle();
  };
  return { root: el.shadowRoot as ShadowRoot, get, need, text, click, input };
}

/** A host with a model to ask, which only takes note. */
export function liveHost(choices: Partial<Choices> = {}) {
  return {
    choices: {
      labels: ["cat", "white wolf", "Samoyed", "owl", "fish", "house", "boat", "cactus", "hen"],
      baselines: ["black", "blur"],
      tols: [0.1, 0.02],
      ...choices,
    },
    asked: null,
    select: vi.fn(),
    stop: vi.fn(),
  };
}
