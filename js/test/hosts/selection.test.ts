import { beforeEach, describe, expect, it } from "vitest";
import { SelectionQueue } from "../../src/hosts/selection";
import type { Selection } from "../../src/view/host";

describe("SelectionQueue", () => {
  let sent: Selection[];
  let queue: SelectionQueue;
  beforeEach(() => {
    sent = [];
    queue = new SelectionQueue((selection) => sent.push(selection));
  });

  it("sends at once when the kernel is free", () => {
    queue.request({ target: 3 });
    expect(sent).toEqual([{ target: 3 }]);
  });

  it("tells what was asked for until it is answered", () => {
    expect(queue.asked).toBeNull();
    queue.request({ baseline: "blur" });
    expect(queue.asked).toEqual({ baseline: "blur" });
    queue.status({ state: "computing" });
    queue.request({ baseline: "white" });
    expect(queue.asked).toEqual({ baseline: "white" });
    queue.answered();
    queue.status({ state: "ready" });
    expect(queue.asked).toEqual({ baseline: "white" });
    queue.status({ state: "computing" });
    queue.status({ state: "failed" });
    expect(queue.asked).toBeNull();
  });

  it("waits for no picture of what is answered in words", () => {
    queue.request({ target: 1 });
    queue.answered();
    queue.request({ changed: { 0: 2 } });
    expect(sent).toEqual([{ target: 1 }, { target: 1, changed: { 0: 2 } }]);
    expect(queue.asked).toBeNull();
    queue.request({ target: 3 });
    expect(queue.asked).toEqual({ target: 3, changed: { 0: 2 } });
  });

  it("keeps only the latest while a job runs, and sends it afterwards", () => {
    queue.status({ state: "computing" });
    for (const target of [1, 2, 3]) queue.request({ target });
    expect(sent).toEqual([]);
    expect(queue.waiting).toBe(true);
    queue.status({ state: "computing" });
    expect(sent).toEqual([]);
    queue.status({ state: "ready" });
    queue.status({ state: "ready" });
    expect(sent).toEqual([{ target: 3 }]);
    expect(queue.waiting).toBe(false);
  });

  it.each(["stopped", "failed"] as const)("goes on after %s", (state) => {
    queue.status({ state: "computing" });
    queue.request({ baseline: "blur" });
    queue.status({ state });
    expect(sent).toEqual([{ baseline: "blur" }]);
  });

  it("keeps what else was chosen, but not the tolerance", () => {
    queue.request({ target: 3 });
    queue.request({ tol: 0.02 });
    queue.request({ baseline: "white" });
    expect(sent.slice(1)).toEqual([
      { target: 3, tol: 0.02 },
      { target: 3, baseline: "white" },
    ]);
  });

  it.each(["stopped", "failed"] as const)("forgets what %s without a picture", (state) => {
    queue.request({ target: 3 });
    queue.answered();
    queue.request({ target: 4 });
    queue.status({ state: "computing" });
    queue.status({ state });
    queue.request({ tol: 0.02 });
    expect(sent.at(-1)).toEqual({ target: 3, tol: 0.02 });
  });

  it("keeps what was stopped with a picture", () => {
    queue.request({ target: 4 });
    queue.status({ state: "computing" });
    queue.answered();
    queue.status({ state: "stopped" });
    queue.request({ tol: 0.02 });
    expect(sent.at(-1)).toEqual({ target: 4, tol: 0.02 });
  });

  it("goes on from the selection a re-created view finds", () => {
    queue = new SelectionQueue((selection) => sent.push(selection), { target: 7 });
    queue.request({ tol: 0.1 });
    expect(sent).toEqual([{ target: 7, tol: 0.1 }]);
  });
});
