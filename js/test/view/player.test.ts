import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Player } from "../../src/view/player";
import { initialView, type View } from "../../src/view/state";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function played(less: boolean): { view: View; places: number[]; player: Player } {
  vi.stubGlobal("matchMedia", () => ({ matches: less }));
  const view = { ...initialView(), alpha: 0, playing: true };
  const places: number[] = [];
  const player: Player = new Player(view, (change) => {
    Object.assign(view, change);
    places.push(view.alpha);
    player.sync();
  });
  player.sync();
  vi.advanceTimersByTime(9000);
  return { view, places, player };
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
