import { describe, expect, it } from "vitest";
import { READY, type Status } from "../../src/view/host";
import { announcement } from "../../src/view/sentences";
import { addsUp, canRefine, errorOf, evaluations, finer, part } from "../../src/view/trust";
import type { Certificate, Facts } from "../../src/wire/types";
import { example } from "../example";

const THIN = "\u202f";
const certificate = (change: Partial<Certificate> = {}): Certificate => ({
  ...example().certificate,
  ...change,
});
const figure = (change: Partial<Facts> = {}, delta = 0) =>
  ({ ...example(), certificate: certificate({ delta }), ...change }) as unknown as Facts;
const status = (state: Status["state"]): Status => ({ ...READY, state });

describe("the error", () => {
  const open = certificate({ error: 0.1204, converged: false, worst: [0.312, 0.418] });

  it.each([
    ["an estimate once converged", certificate(), false, `error about 3.6${THIN}%`],
    ["the same while something else is computed", certificate(), true, `error about 3.6${THIN}%`],
    ["how it falls", open, true, `error about 12${THIN}%, refining`],
    [
      "that it is too large, and where",
      open,
      false,
      `not converged: error about 12${THIN}% (asked for 5${THIN}%), worst between α 0.31 and 0.42`,
    ],
    [
      "one place for a narrow stretch",
      { ...open, worst: [0.311, 0.312] as [number, number] },
      false,
      `not converged: error about 12${THIN}% (asked for 5${THIN}%), worst near α 0.31`,
    ],
    [
      "no number where there is none",
      certificate({ error: null, converged: false }),
      false,
      `not converged: error unknown (asked for 5${THIN}%)`,
    ],
    [
      "nothing of a fixed rule",
      certificate({ error: null, converged: null, tol: null, method: "gausslegendre" }),
      false,
      "fixed rule: error unknown",
    ],
  ])("says %s", (_, given, computing, text) => expect(errorOf(given, computing).text).toBe(text));

  it("explains itself", () => {
    expect(errorOf(open).tip).toMatch(/could not be brought down/);
    expect(errorOf(open, true).tip).toMatch(/falls while/);
    const fixed = certificate({ error: null, converged: null, method: "gausslegendre" });
    expect(errorOf(fixed).tip).toMatch(/gausslegendre.*tol instead of n_steps/);
    expect(evaluations(certificate({ evaluations: 1 })).text).toBe("1 evaluation");
    expect(evaluations(fixed).tip).toMatch(/gausslegendre/);
  });
});

describe("the sum", () => {
  it.each([
    [
      "too little",
      { score: 0.9, baseline_score: 0.1 },
      -0.008,
      `adds up to 99${THIN}%`,
      /1\u202f% too little \(\u22120\.008\)/,
    ],
    [
      "too much",
      { score: 0.9, baseline_score: 0.1 },
      0.08,
      `adds up to 110${THIN}%`,
      /10\u202f% too much \(\+0\.08\)/,
    ],
    [
      "the other sign",
      { score: 0.9, baseline_score: 0.1 },
      -0.88,
      `adds up to \u221210${THIN}%`,
      /110\u202f% too little/,
    ],
    [
      "a falling score",
      { score: 0.1, baseline_score: 0.9 },
      0,
      `adds up to 100${THIN}%`,
      /: exactly\./,
    ],
    [
      "far too much",
      { score: 0.2, baseline_score: 0.1 },
      2,
      "adds up to 2.1 instead of 0.1",
      /too much/,
    ],
    [
      "a score that hardly changes",
      { score: 0.101, baseline_score: 0.1, path: { ...example().path, scores: [0.1, 0.9, 0.1] } },
      0.0245,
      "score hardly changes from the baseline, attributions sum to +0.0255",
      /say nothing/,
    ],
  ] as const)("tells %s", (_, scores, delta, text, tip) => {
    const said = addsUp(figure(scores as Partial<Facts>, delta), "pixels");
    expect(said.text).toBe(text);
    expect(said.tip).toMatch(tip);
    expect(said.text).not.toContain("2,550");
  });

  it("gives shares only of a difference that means something", () => {
    expect(part(figure({ score: 0.9, baseline_score: 0.1 }), 0.4)).toBe(`50${THIN}%`);
    const path = { ...example().path, scores: [0.5, 0.5, 0.5] };
    expect(part(figure({ score: 0.5, baseline_score: 0.5, path }), 0.4)).toBe("+0.4");
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
  const open = figure({ certificate: certificate({ converged: false, error: 0.09 }) });
  expect(announcement(figure(), READY)).toBe(`Samoyed, probability 0.86: error about 3.6${THIN}%.`);
  expect(announcement(open, status("computing"))).toBe(
    `Computing. Samoyed, probability 0.86: error about 9${THIN}%, refining.`,
  );
});
