import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Player } from "../../src/view/player";
import { OPENING, type Shared } from "../../src/view/state";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function played(less: boolean): { view: Shared; places: number[] } {
  vi.stubGlobal("matchMedia", () => ({ matches: less }));
  const view = { ...OPENING, alpha: 0, playing: true };
  const places: number[] = [];
  const player = new Player(view);
  player.sync();
  while (view.playing) {
    vi.advanceTimersToNextTimer();
    places.push(view.alpha);
    player.sync();
  }
  return { view, places };
}

it("plays to the end and stops there", () => {
  const { view, places } = played(false);
  expect(view).toMatchObject({ alpha: 1, playing: false });
  expect(places.length).toBeGreaterThan(100);
  expect(vi.getTimerCount()).toBe(0);
});

it("shows a few still moments to those who ask for less motion", () => {
  const { view, places } = played(true);
  expect(view).toMatchObject({ alpha: 1, playing: false });
  expect(places).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
});
