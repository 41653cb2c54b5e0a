// @vitest-environment jsdom
// The live host, with a model that the tests hold.

import { describe, expect, it } from "vitest";
import { initialize, type Model, render } from "../../src/hosts/anywidget";
import type { Status } from "../../src/view/host";
import { example } from "../example";
import { finder, place, settle, usePage } from "../page";

usePage();

/** As much of anywidget's model as the host uses. */
class FakeModel implements Model {
  readonly sent: [string, unknown][] = [];
  readonly #values: Record<string, unknown>;
  readonly #listeners = new Map<string, Set<() => void>>();
  constructor(values: Record<string, unknown>) {
    this.#values = values;
  }
  get(name: string) {
    return this.#values[name];
  }
  set(name: string, value: unknown) {
    this.#values[name] = value;
    this.sent.push([name, value]);
  }
  save_changes() {}
  on(event: string, callback: () => void) {
    this.#listeners.set(event, (this.#listeners.get(event) ?? new Set()).add(callback));
  }
  off(event: string, callback: () => void) {
    this.#listeners.get(event)?.delete(callback);
  }
  get listeners() {
    return [...this.#listeners.values()].reduce((sum, set) => sum + set.size, 0);
  }
  /** The kernel changes a trait. */
  push(name: string, value: unknown) {
    this.#values[name] = value;
    for (const callback of this.#listeners.get(`change:${name}`) ?? []) callback();
  }
}

describe("the notebook host", () => {
  const status = (state: Status["state"], job = 1): Status => ({
    state,
    job,
    fraction: 0.5,
    message: "",
  });
  const model = (values: Record<string, unknown> = {}) =>
    new FakeModel({
      figure: example(),
      status: status("ready"),
      choices: { labels: ["cat", "white wolf", "Samoyed"], baselines: ["black"], tols: [] },
      selection: {},
      stop: 0,
      ...values,
    });

  it("holds a selection back until the kernel is free", async () => {
    const fake = model();
    const el = place();
    render({ model: fake, el });
    await settle();
    const { click } = finder(el);
    fake.push("status", status("computing", 5));
    await click("class-1");
    expect(fake.sent).toEqual([]);
    await click("stop");
    expect(fake.sent).toEqual([["stop", 5]]);
    fake.push("status", status("stopped", 5));
    expect(fake.sent.slice(1)).toEqual([["selection", { target: 1 }]]);
  });

  it("asks again for what failed, in words that differ", async () => {
    const fake = model();
    const el = place();
    render({ model: fake, el });
    await settle();
    const { click } = finder(el);
    for (let i = 0; i < 3; i++) {
      await click("class-1");
      fake.push("status", status("failed"));
    }
    expect(fake.sent.map(([, value]) => value)).toEqual([
      { target: 1 },
      { target: 1, again: 1 },
      { target: 1, again: 2 },
    ]);
  });

  it("keeps showing the baseline that was asked for", async () => {
    const fake = model({ choices: { labels: [], baselines: ["black", "blur"], tols: [] } });
    const el = place();
    render({ model: fake, el });
    await settle();
    const { need, input } = finder(el);
    const value = () => (need("baseline") as HTMLSelectElement).value;
    await input("baseline", "blur", "change");
    fake.push("status", status("computing"));
    await settle();
    expect(value()).toBe("blur");
    fake.push("status", status("failed"));
    await settle();
    expect(value()).toBe("black");
    await input("baseline", "blur", "change");
    fake.push("status", status("computing"));
    fake.push("figure", example({ baseline_name: "blur" }));
    fake.push("status", status("ready"));
    await settle();
    expect(value()).toBe("blur");
    fake.push("figure", example({ baseline_name: "black" }));
    await settle();
    expect(value()).toBe("black");
  });

  it("refines what is shown, not what failed", async () => {
    const fake = model({
      choices: { labels: ["cat", "white wolf", "Samoyed"], baselines: [], tols: [0.05, 0.02] },
    });
    const el = place();
    render({ model: fake, el });
    await settle();
    const { click } = finder(el);
    await click("class-1");
    fake.push("status", status("failed"));
    await click("refine");
    expect(fake.sent.at(-1)).toEqual(["selection", { tol: 0.02 }]);
  });

  it("is static without choices", async () => {
    const el = place();
    render({ model: model({ choices: {} }), el });
    await settle();
    expect(finder(el).need("class-1").tagName).toBe("SPAN");
  });

  it("keeps what was chosen when the notebook makes the view again", async () => {
    const fake = model({ layout: {} });
    // Each view gets its own wrapper of the model.
    const wrapped = (): Model => ({
      get: (name) => fake.get(name),
      set: (name, value) => fake.set(name, value),
      save_changes: () => fake.save_changes(),
      on: (event, callback) => fake.on(event, callback),
      off: (event, callback) => fake.off(event, callback),
    });
    const first = place();
    const cleanup = render({ model: wrapped(), el: first });
    await settle();
    await finder(first).click("mode-outline");
    cleanup();
    expect(fake.listeners).toBe(0);
    const second = place();
    render({ model: wrapped(), el: second });
    await settle();
    expect(finder(second).need("mode-outline").getAttribute("aria-pressed")).toBe("true");
  });

  it("shows the same in every view of one model, and keeps the focus where it is", async () => {
    const fake = model({ layout: {} });
    const [first, second] = [place(), place()];
    for (const el of [first, second]) render({ model: fake, el });
    await settle();
    await finder(first).click("mode-outline");
    expect(finder(second).need("mode-outline").getAttribute("aria-pressed")).toBe("true");
    finder(first).need("help").focus();
    await finder(first).click("help");
    expect(document.activeElement).toBe(first);
    expect(finder(second).get("help-text")).not.toBeNull();
  });
});

describe("the picture beside the widget", () => {
  const hidden = () => document.head.textContent ?? "";

  it("is hidden while the widget lives", () => {
    const cleanup = initialize({ model: new FakeModel({ still: "igviz-still-0a" }) });
    expect(hidden()).toContain(".igviz-still-0a");
    cleanup();
    expect(hidden()).not.toContain("igviz-still");
  });

  it.each(["", undefined, "x{} *", "a b"])("is no business of a name like %j", (still) => {
    initialize({ model: new FakeModel({ still }) });
    expect(hidden()).toBe("");
  });
});
