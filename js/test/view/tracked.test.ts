import { computed } from "@preact/signals-core";
import { expect, it, vi } from "vitest";
import { tracked, watch } from "../../src/view/tracked";

it("makes anew what was made from a field that has changed, and nothing else", () => {
  const view = tracked({ mode: "heat", clip: 1 });
  const make = vi.fn(() => view.mode.length);
  const length = computed(make);
  expect(length.value).toBe(4);
  view.clip = 2;
  expect(length.value).toBe(4);
  expect(make).toHaveBeenCalledOnce();
  view.mode = "window";
  expect(length.value).toBe(6);
});

it("lays fields over others that show through, to be read and written", () => {
  const shared = tracked({ alpha: 1 });
  const view = tracked({ mode: "heat" }, shared);
  view.alpha = 0.5;
  expect([shared.alpha, view.alpha, view.mode]).toEqual([0.5, 0.5, "heat"]);
  const doubled = computed(() => 2 * view.alpha);
  shared.alpha = 0.25;
  expect(doubled.value).toBe(0.5);
});

it("calls back once when something has changed that was read, until it is stopped", () => {
  const view = tracked({ read: 1, other: 1 });
  const changed = vi.fn();
  const stop = watch(() => void view.read, changed);
  view.other = 2;
  expect(changed).not.toHaveBeenCalled();
  view.read = 2;
  view.read = 3;
  expect(changed).toHaveBeenCalledOnce();
  stop();
  const again = watch(() => void view.read, changed);
  again();
  view.read = 4;
  expect(changed).toHaveBeenCalledOnce();
});
