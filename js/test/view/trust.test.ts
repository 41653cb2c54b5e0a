import { describe, expect, it } from "vitest";
import type { Certificate } from "../../src/generated/schema";
import { READY, type Status } from "../../src/view/host";
import { announcement } from "../../src/view/sentences";
import { canRefine, errorOf, finer, part, sumOf } from "../../src/view/trust";
import type { Facts } from "../../src/wire/facts";
import { completeness, example, said, sentence } from "../example";

const THIN = "\u202f";
const certificate = (change: Partial<Certificate> = {}): Certificate => ({
  ...example().certificate,
  ...change,
});
const figure = (change: Partial<Facts> = {}): Facts => ({
  ...example(),
  ...said(),
  ...completeness(),
  ...change,
});
const status = (state: Status["state"]): Status => ({ ...READY, state });
const OPEN = figure(
  said({
    error: sentence(`not converged: error about 9${THIN}%`),
    refining: sentence(`error about 9${THIN}%, refining`),
  }),
);

describe("the error", () => {
  it("falls while more is computed, where it is not yet small enough", () => {
    expect(errorOf(OPEN, status("computing"))).toBe(OPEN.said.refining);
    expect(errorOf(OPEN, status("stopped"))).toBe(OPEN.said.error);
    const done = figure();
    expect(errorOf(done, status("computing"))).toBe(done.said.error);
  });
});

describe("the sum", () => {
  it("is what was gathered so far, in the end all of it", () => {
    const { path } = example();
    const way = figure({ path: { ...path, contributions: [0.3, 0.6, 0.9] } });
    expect(sumOf(way, 0.5)).toMatchObject({
      text: "Σ +0.3 · F(x) − F(x′) +0.85",
      tip: expect.stringContaining("Gathered from the baseline"),
    });
    expect(sumOf(way, 1)).toEqual({
      text: "Σ +0.847 · F(x) − F(x′) +0.85",
      tip: way.metrics[0].tip,
    });
  });

  it("gives shares only of a difference that means something", () => {
    const ends = { score: 0.9, baseline_score: 0.1 };
    expect(part(figure(ends), 0.4)).toBe(`50${THIN}%`);
    expect(part(figure({ ...ends, ...said({ shares: false }) }), 0.4)).toBe("+0.4");
  });
});

describe("refining", () => {
  const tols = [0.1, 0.05, 0.02];

  it("goes one step down the tolerances on offer, and no further", () => {
    expect([0.2, 0.1, 0.05, 0.02, 0.01].map((tol) => finer(certificate({ tol }), tols))).toEqual([
      0.1,
      0.05,
      0.02,
      null,
      null,
    ]);
    expect(finer(certificate({ tol: null }), tols)).toBeNull();
    expect(finer(certificate(), [])).toBeNull();
    expect(finer(certificate({ tol: 0.02, converged: false }), tols)).toBeNull();
  });

  it("is offered where it can help", () => {
    const open = certificate({ converged: false });
    expect(canRefine(certificate(), status("ready"))).toBe(true);
    expect(canRefine(certificate(), status("computing"))).toBe(false);
    expect(canRefine(open, status("stopped"))).toBe(true);
    // Every evaluation allowed was spent: asking for less error finds none left.
    expect(canRefine(open, status("ready"))).toBe(false);
  });
});

it("announces what a new or better picture is worth", () => {
  expect(announcement(figure(), READY)).toBe(`Samoyed, probability 0.86: error about 3.6${THIN}%.`);
  expect(announcement(OPEN, status("computing"))).toBe(
    `Computing. Samoyed, probability 0.86: error about 9${THIN}%, refining.`,
  );
});
