// @vitest-environment jsdom
// What the view says and does; what it looks like is tested in a real browser.

import { describe, expect, it, vi } from "vitest";
import { initialize, type Model, render } from "../src/hosts/anywidget";
import { moved } from "../src/modalities/image/Picture";
import { fileName } from "../src/view/download";
import { classNames, oneLine, rivals } from "../src/view/Header";
import { type Choices, initialView, type Status } from "../src/view/state";
import { example, image, live } from "./example";
import { finder, HOSTILE, place, settle, shown, usePage } from "./page";

usePage();

function liveHost(choices: Partial<Choices> = {}) {
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

describe("a static view", () => {
  it("starts as an overlay of the positive part at α = 1", async () => {
    const { need, text } = await shown(example());
    expect(need("mode-overlay").getAttribute("aria-pressed")).toBe("true");
    expect(need("polarity-positive").getAttribute("aria-pressed")).toBe("true");
    expect((need("alpha") as HTMLInputElement).value).toBe("1");
    expect(text("legend")).toContain("Green raises the score.");
    expect(text("target")).toBe("Samoyed 0.86");
  });

  it("has no control that needs the model", async () => {
    const { get, need, text } = await shown(example());
    expect(get("class-search")).toBeNull();
    expect(get("refine")).toBeNull();
    expect(text("baseline")).toBe("black");
    expect(need("class-1").tagName).toBe("SPAN");
    expect(text("class-1")).toContain("0.13");
  });

  it("says how sure it is", async () => {
    const { text } = await shown(example());
    expect(text("certificate")).toContain("error about 3.6");
    expect(text("certificate")).toContain("41 evaluations");
    expect(text("certificate")).toContain("adds up to 99.7");
  });

  it("leaves out an error nobody knows", async () => {
    const certificate = { ...example().certificate, error: null, converged: null };
    const { text, need } = await shown(example({ certificate }));
    expect(text("error")).toBe("fixed rule: error unknown");
    expect(need("error").querySelector("[title]")?.getAttribute("title")).toContain("Give tol");
    expect(need("certificate").className).not.toContain("open");
  });

  it("words the legend by mode, polarity and palette", async () => {
    const { text, click } = await shown(example());
    await click("polarity-both");
    expect(text("legend")).toContain("Green raises the score, red lowers it, yellow does both.");
    await click("palette");
    expect(text("legend")).toBe(
      "+\u2212±Blue raises the score, orange lowers it, white does both.",
    );
    await click("mode-outline");
    expect(text("legend")).toContain("Blue outlines what raises the score, orange what lowers it.");
    await click("mode-window");
    expect(text("legend")).toBe("Bright pixels matter for the score, dark ones do not.");
  });

  it("has no word for a colour that does not occur", async () => {
    const one = live("f32", [2, 3], [1, 1, 1, 0, 0, 0]);
    const other = live("f32", [2, 3], [0, 0, 0, 1, 1, 1]);
    const { text, click } = await shown(example({ positive: one, negative: other }));
    await click("polarity-both");
    expect(text("legend")).toBe("+\u2212Green raises the score, red lowers it.");
  });

  it("keeps Jupyter's shortcuts away from every control", async () => {
    const { el } = await shown(example(), liveHost());
    const controls =
      el.shadowRoot?.querySelectorAll("button, input, select, summary, [tabindex]") ?? [];
    expect(controls.length).toBeGreaterThan(15);
    expect(el.getAttribute("data-lm-suppress-shortcuts")).toBe("true");
    for (const control of controls) {
      expect(control.getAttribute("data-lm-suppress-shortcuts"), control.outerHTML).toBe("true");
      expect(control.getAttribute("aria-label"), control.outerHTML).toBeTruthy();
    }
  });

  it("reads out the pixel under the keyboard's crosshair", async () => {
    const { need, text } = await shown(example());
    for (const key of ["ArrowRight", "ArrowRight"]) {
      need("picture").dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      await settle();
    }
    expect(text("readout")).toContain("(2, 1)");
    expect(text("readout")).toContain("+0.45 ± 0.01");
    expect(text("readout")).toMatch(/rank 1/);
  });

  it("shows every hostile text as text", async () => {
    const label = HOSTILE.repeat(100);
    const { el, text } = await shown(
      example({
        title: label,
        target: { index: 2, label },
        baseline_name: HOSTILE,
        notes: [HOSTILE],
        provenance: { [HOSTILE]: HOSTILE },
        predictions: [{ index: 1, label, score: 0.1 }],
      }),
    );
    expect(el.shadowRoot?.querySelector("img, script")).toBeNull();
    expect((window as unknown as { hacked?: number }).hacked).toBeUndefined();
    expect(text("target")).toContain(HOSTILE);
    expect(text("notes")).toBe(HOSTILE);
  });

  it.each([
    ["a single pixel", { width: 1, height: 1 }],
    ["a single row", { width: 7, height: 1 }],
    ["a single step", { steps: 1 }],
    ["no step at all", { steps: 0 }],
  ])("draws %s without a number that is none", async (_, size) => {
    const { el, text, input } = await shown(example({ predictions: [] }, size));
    expect(text("target")).toContain("Samoyed");
    await input("alpha", "0.4");
    expect(el.shadowRoot?.innerHTML).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  it("copes with a constant score and no attribution", async () => {
    const zeros = { ...example(), score: 0.5, baseline_score: 0.5 };
    zeros.path = { ...zeros.path, scores: [0.5, 0.5, 0.5], contributions: [0, 0, 0] };
    const { el, text } = await shown(zeros);
    expect(text("certificate")).toContain(
      "score hardly changes from the baseline, attributions sum to \u22120.00255",
    );
    expect(el.shadowRoot?.innerHTML).not.toMatch(/NaN|Infinity/);
  });

  it("says what it cannot read and keeps the last good picture", async () => {
    const { mounted, get, text } = await shown(example());
    await mounted.update({ ...example(), version: 9 });
    await settle();
    expect(text("message")).toContain("version 9");
    expect(get("picture")).not.toBeNull();
    await mounted.update(example());
    await settle();
    expect(get("message")).toBeNull();
  });

  it("offers what is certain only where errors are known", async () => {
    const { need, get, click, mounted } = await shown(example());
    expect(need("certain").getAttribute("aria-pressed")).toBe("false");
    expect(need("certain").title).toBe(
      "Show only what is certain: pixels whose attribution is more than twice its standard error",
    );
    await click("certain");
    expect(need("certain").getAttribute("aria-pressed")).toBe("true");
    expect(get("silence")).toBeNull();
    const doubtful = live("f32", [2, 3], [9, 9, 9, 9, 9, 9]);
    await mounted.update(example({ error: doubtful }));
    await settle();
    expect(need("silence").textContent).toMatch(/^Nothing here is certain/);
    await mounted.update(example({ error: null }));
    await settle();
    expect([get("certain"), get("silence")]).toEqual([null, null]);
  });

  it("says on the picture that there is no attribution", async () => {
    const zeros = live("f32", [2, 3], [0, 0, 0, 0, 0, 0]);
    const { text, click, get } = await shown(example({ positive: zeros, negative: zeros }));
    await click("mode-window");
    expect(text("silence")).toBe("No attribution: nothing here changes the score.");
    await click("mode-heat");
    expect([get("pin"), text("colour-bar")]).toEqual([null, "000"]);
    await click("mode-image");
    expect(get("silence")).toBeNull();
  });

  it("has a colour bar with raw units in the heat map only", async () => {
    const { get, need, text, click } = await shown(example());
    expect([get("colour-bar"), get("pin")]).toEqual([null, null]);
    await click("mode-heat");
    const labels = [...need("colour-bar").querySelectorAll("span")].slice(1);
    expect(labels.map((label) => label.textContent)).toEqual(["\u22120.446", "0", "+0.446"]);
    expect(need("colour-bar").title).toContain("probability");
    await click("mode-overlay");
    expect(get("colour-bar")).toBeNull();
    expect(text("legend")).toContain("Green raises the score.");
  });

  it("keeps a pinned scale for the next figure, until it is let go", async () => {
    const { need, text, click, mounted } = await shown(example());
    await click("mode-heat");
    await click("pin");
    expect(need("pin").getAttribute("aria-pressed")).toBe("true");
    const before = text("colour-bar");
    await mounted.update(example({ positive: live("f32", [2, 3], [1, 2, 3, 4, 5, 6]) }));
    await settle();
    expect(text("colour-bar")).toBe(before);
    expect(need("clip").parentElement?.className).toContain("unused");
    await click("pin");
    expect(text("colour-bar")).not.toBe(before);
    expect(need("clip").parentElement?.className).not.toContain("unused");
  });

  it("closes its help with Escape from anywhere and returns the focus", async () => {
    const { el, get, need } = await shown(example());
    need("help").focus();
    need("help").click();
    await settle();
    expect(el.shadowRoot?.activeElement).toBe(need("help-close"));
    need("alpha").dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    await settle();
    expect(get("help-text")).toBeNull();
    expect(el.shadowRoot?.activeElement).toBe(need("help"));
  });

  it("is walked through from the top to the bottom", async () => {
    const { el } = await shown(example(), liveHost());
    const controls = el.shadowRoot?.querySelectorAll<HTMLElement>(
      "button, input, select, summary, [tabindex]",
    );
    const order = [...(controls ?? [])].map((one) => one.dataset.testid);
    expect([...(controls ?? [])].every((one) => one.tabIndex <= 0)).toBe(true);
    const stops = ["class-1", "class-search", "baseline", "picture", "alpha", "play"];
    const places = [...stops, "mode-window", "certain", "clip", "refine", "help", "provenance"];
    const found = places.map((id) => order.indexOf(id));
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(found).not.toContain(-1);
  });

  it("leaves nothing behind", async () => {
    const { el, mounted } = await shown(example());
    mounted.destroy();
    expect(el.shadowRoot?.childNodes).toHaveLength(0);
  });
});

describe("a live view", () => {
  it("asks for another class by button and by name", async () => {
    const host = liveHost();
    const { click, input } = await shown(example(), host);
    await click("class-1");
    await input("class-search", "CAT", "change");
    expect(host.select.mock.calls).toEqual([[{ target: 1 }], [{ target: 0 }]]);
  });

  it("takes a typed name on Enter, once", async () => {
    const host = liveHost();
    const { need, input } = await shown(example(), host);
    await input("class-search", "cat");
    need("class-search").dispatchEvent(
      new KeyboardEvent("keydown", { key: "Enter", bubbles: true }),
    );
    need("class-search").dispatchEvent(new Event("change", { bubbles: true }));
    expect(host.select.mock.calls).toEqual([[{ target: 0 }]]);
  });

  it("refuses a name no class has", async () => {
    const host = liveHost();
    const { need, input } = await shown(example(), host);
    await input("class-search", "dragon", "change");
    expect((need("class-search") as HTMLInputElement).validationMessage).toContain('"dragon"');
    expect(host.select).not.toHaveBeenCalled();
  });

  it("asks for another baseline and a finer result", async () => {
    const host = liveHost();
    const { click, input } = await shown(example(), host);
    await input("baseline", "blur", "change");
    await click("refine");
    expect(host.select.mock.calls).toEqual([[{ baseline: "blur" }], [{ tol: 0.02 }]]);
  });

  it("refines one step at a time and no further than is on offer", async () => {
    const host = liveHost({ tols: [0.1, 0.05, 0.02, 0.01] });
    const { mounted, get, need, click } = await shown(example(), host);
    const at = (tol: number) => ({ certificate: { ...example().certificate, tol } });
    expect(need("refine").title).toContain("2\u202f%");
    await mounted.update(example(at(0.02)));
    await settle();
    await click("refine");
    expect(host.select.mock.calls).toEqual([[{ tol: 0.01 }]]);
    await mounted.update(example(at(0.01)));
    await settle();
    expect(get("refine")).toBeNull();
  });

  it("tells the error as it falls, and plainly where it stays too large", async () => {
    const { mounted, get, need, text } = await shown(example(), liveHost());
    const certificate = (error: number) => ({
      certificate: {
        ...example().certificate,
        ...{ error, converged: false, worst: [0.31, 0.42] as [number, number] },
      },
    });
    const status = async (state: Status["state"]) => {
      mounted.status({ state, job: 1, fraction: 0.5, message: "" });
      await settle();
    };
    await status("computing");
    for (const [error, words] of [
      [0.31, "error about 31"],
      [0.09, "error about 9\u202f%, refining"],
    ] as const) {
      await mounted.update(example(certificate(error)));
      await settle();
      expect(text("error")).toContain(words);
      expect(text("announce")).toContain(words);
      expect(need("certificate").className).not.toContain("open");
      expect(get("refine")).toBeNull();
    }
    expect(need("announce").getAttribute("aria-live")).toBe("polite");
    await status("stopped");
    expect(text("error")).toMatch(/^not converged: error about 9.*worst between α 0.31 and 0.42$/);
    expect(need("certificate").className).toContain("open");
    expect(get("refine")).not.toBeNull();
    await status("ready");
    expect(get("refine")).toBeNull();
  });

  it("keeps the keyboard's focus when a control goes", async () => {
    const { el, mounted, need } = await shown(example(), liveHost());
    need("class-1").focus();
    const target = { index: 1, label: "white wolf" };
    await mounted.update(example({ target }));
    await settle();
    expect(el.shadowRoot?.activeElement).toBe(need("target"));
    need("play").focus();
    mounted.status({ state: "computing", job: 1, fraction: 0, message: "" });
    await settle();
    expect(el.shadowRoot?.activeElement).toBe(need("stop"));
  });

  it("offers Stop instead of Play while it computes, and keeps what was chosen", async () => {
    const host = liveHost();
    const { mounted, get, need, click, input } = await shown(example(), host);
    await click("mode-heat");
    await input("alpha", "0.3");
    mounted.status({ state: "computing", job: 4, fraction: 0.25, message: "" });
    await mounted.update(example({ score: 0.5 }));
    await settle();
    expect(get("play")).toBeNull();
    await click("stop");
    expect(host.stop).toHaveBeenCalledOnce();
    expect(need("progress").getAttribute("aria-valuenow")).toBe("25");
    expect(need("mode-heat").getAttribute("aria-pressed")).toBe("true");
    expect((need("alpha") as HTMLInputElement).value).toBe("0.3");
  });

  it("waits calmly for the first picture", async () => {
    const { mounted, get, text } = await shown({}, liveHost());
    mounted.status({ state: "computing", job: 1, fraction: 0, message: "" });
    await settle();
    expect(text("waiting")).toContain("Computing the first picture.");
    expect(get("stop")).not.toBeNull();
    expect(get("picture")).toBeNull();
  });

  it("shows a failure in place, over the last good picture", async () => {
    const { mounted, get, text } = await shown(example(), liveHost());
    mounted.status({ state: "failed", job: 1, fraction: 0, message: `No class ${HOSTILE}` });
    await settle();
    expect(text("message")).toBe(`No class ${HOSTILE}`);
    expect(get("picture")).not.toBeNull();
  });
});

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
});

describe("the picture beside the widget", () => {
  const hidden = () => document.head.textContent ?? "";

  it("is hidden while the widget lives", () => {
    const cleanup = initialize({ model: new FakeModel({ twin: "igviz-twin-0a" }) });
    expect(hidden()).toContain(".igviz-twin-0a");
    cleanup();
    expect(hidden()).not.toContain("igviz-twin");
  });

  it.each(["", undefined, "x{} *", "a b"])("is no business of a name like %j", (twin) => {
    initialize({ model: new FakeModel({ twin }) });
    expect(hidden()).toBe("");
  });
});

describe("small rules", () => {
  it("moves the crosshair and stops at the edges", () => {
    const key = (name: string, shiftKey = false) => ({ key: name, shiftKey });
    expect(moved(null, key("ArrowUp"), 9, 9)).toEqual({ x: 4, y: 4 });
    expect(moved({ x: 8, y: 0 }, key("ArrowRight"), 9, 9)).toEqual({ x: 8, y: 0 });
    expect(moved({ x: 8, y: 8 }, key("ArrowLeft", true), 9, 9)).toEqual({ x: 0, y: 8 });
    expect(moved({ x: 1, y: 1 }, key("Escape"), 9, 9)).toBeNull();
    expect(moved(null, key("Escape"), 9, 9)).toBeUndefined();
    expect(moved({ x: 1, y: 1 }, key("a"), 9, 9)).toBeUndefined();
  });

  it("tells classes of one name apart", () => {
    expect([...classNames(["crane", "cat", "crane"])]).toEqual([
      ["crane (0)", 0],
      ["cat", 1],
      ["crane (2)", 2],
    ]);
  });

  it("shows every other prediction, in another line where one has no room", async () => {
    const predictions = [0, 1, 3, 4, 5].map((index) => ({ index, label: "a class", score: 0.1 }));
    const figure = await image(example({ predictions }));
    const host = liveHost();
    expect(rivals(figure, host)).toEqual(predictions);
    expect([400, 760, 1200].map((width) => oneLine(figure, host, width))).toEqual([
      false,
      false,
      true,
    ]);
    const leaning = { label: "a long name", score: 0.88, entropy: 0.3 };
    const said = await image(example({ predictions, baseline_prediction: leaning }));
    expect(oneLine(said, host, 1120)).toBe(false);
  });

  it("has a button for each of few classes instead of a search", async () => {
    const host = liveHost({ labels: ["cat", "white wolf", "Samoyed", "owl"] });
    const { get, text, click } = await shown(example(), host);
    expect(get("class-search")).toBeNull();
    expect([text("class-1"), text("class-0"), text("class-3")]).toEqual([
      "white wolf 0.13",
      "cat ",
      "owl ",
    ]);
    await click("class-3");
    expect(host.select.mock.calls).toEqual([[{ target: 3 }]]);
  });

  it("makes file names of any label", () => {
    expect([fileName("Samoyed, Samoyede ../x"), fileName("子犬 🐶"), fileName("///")]).toEqual([
      "Samoyed-Samoyede-x",
      "子犬",
      "igviz",
    ]);
  });

  it("starts each view from its own copy of the defaults", () => {
    const view = initialView();
    view.clip.overlay = 1;
    expect(initialView().clip.overlay).not.toBe(1);
  });
});
