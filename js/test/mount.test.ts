// @vitest-environment jsdom
// What the view says and does; what it looks like is tested in a real browser.

import { describe, expect, it } from "vitest";
import type { Status } from "../src/view/host";
import { completeness, example, said, sentence } from "./example";
import { HOSTILE, liveHost, settle, shown, usePage } from "./page";

usePage();

describe("a static view", () => {
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
    const error = sentence("fixed rule: error unknown", "Give tol instead.");
    const { text, need } = await shown(example({ certificate, ...said({ error }) }));
    expect(text("error")).toBe("fixed rule: error unknown");
    expect(need("error").querySelector("[title]")?.getAttribute("title")).toContain("Give tol");
    expect(need("certificate").className).not.toContain("open");
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

  it("copes with a constant score and no attribution", async () => {
    const sum = sentence("score hardly changes from the baseline");
    const zeros = example({
      score: 0.5,
      baseline_score: 0.5,
      ...said({ shares: false }),
      ...completeness(sum),
    });
    zeros.path = { ...zeros.path, scores: [0.5, 0.5, 0.5], contributions: [0, 0, 0] };
    const { el, text } = await shown(zeros);
    expect(text("certificate")).toContain("score hardly changes from the baseline");
    expect(el.shadowRoot?.innerHTML).not.toMatch(/NaN|Infinity/);
  });

  it("shows a figure of an earlier version by its numbers", async () => {
    const { said: _unsaid, metrics: _unmeasured, ...early } = example();
    const { need, text, get } = await shown(early);
    expect(text("certificate")).toBe("error 0.0361evaluations 41completeness error \u22120.00255");
    expect(need("error").querySelector("[title]")?.getAttribute("title")).toContain("earlier");
    expect(get("baseline-says")).toBeNull();
    expect(text("target")).toBe("Samoyed 0.86");
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
    const certificate = { ...example().certificate, converged: false };
    const open = (words: string) =>
      said({
        error: sentence(`not converged: ${words}`),
        refining: sentence(`${words}, refining`),
      });
    const status = async (state: Status["state"]) => {
      mounted.status({ state, job: 1, fraction: 0.5, message: "" });
      await settle();
    };
    await status("computing");
    for (const words of ["error about 31\u202f%", "error about 9\u202f%"]) {
      await mounted.update(example({ certificate, ...open(words) }));
      await settle();
      expect(text("error")).toBe(`${words}, refining`);
      expect(text("announce")).toContain(`${words}, refining`);
      expect(need("certificate").className).not.toContain("open");
      expect(get("refine")).toBeNull();
    }
    expect(need("announce").getAttribute("aria-live")).toBe("polite");
    await status("stopped");
    expect(text("error")).toBe("not converged: error about 9\u202f%");
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
