// @vitest-environment jsdom
// What the model said, what else it might have said, and from where the path starts.

import { describe, expect, it } from "vitest";
import { classNames } from "../../src/view/ClassSearch";
import { oneLine, rivals } from "../../src/view/Header";
import { example, image, textExample } from "../example";
import { liveHost, shown, usePage } from "../page";

usePage();

describe("classes", () => {
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
});

describe("scores that are all tiny", () => {
  it("are told apart wherever they stand", async () => {
    const scores = [4e-5, 5e-5, 6e-5];
    const figure = textExample({
      score: 7.9e-5,
      baseline_score: 3.1e-5,
      path: { ...textExample().path, scores },
      predictions: [{ index: 3, label: "the", score: 8.25e-5 }],
      baseline_prediction: { label: "of", score: 8.1e-5, entropy: 0.99 },
    });
    const view = await shown(figure);
    expect(view.text("target")).toBe("negative 7.9e\u22125");
    expect(view.text("class-3")).toBe("the 8.25e\u22125");
    const said = view.root.textContent;
    expect(said).toContain("F(1.00) = 6e\u22125");
    expect(said).not.toContain("<0.001");
    expect(
      [...view.root.querySelectorAll(".path .ticks > span")].map((t) => t.textContent),
    ).toEqual(expect.arrayContaining(["7.9e\u22125", "3.1e\u22125"]));
  });
});

describe("the baseline", () => {
  const said = (label: string, score: number, entropy: number | null) => ({
    baseline_prediction: { label, score, entropy },
  });

  it("that leans is noticed", async () => {
    const view = await shown(textExample(said("positive", 0.88, 0.53)));
    expect(view.text("baseline-says")).toBe("already says positive 0.88");
    expect(view.need("baseline-says").className).toContain("leans");
    expect(view.need("baseline-says").title).toContain(
      "53\u202f% undecided (the entropy of the prediction there, as a share of its maximum",
    );
    const less = await shown(textExample(said("positive", 0.75, 0.81)));
    expect(less.need("baseline-says").className).toContain("leans");
  });

  it("that does not is no cause for alarm", async () => {
    const even = await shown(textExample(said("positive", 0.6, 0.97)));
    expect(even.text("baseline-says")).toBe("undecided");
    expect(even.need("baseline-says").className).not.toContain("leans");
    const some = await shown(textExample(said("tench", 0.2, 0.7)));
    expect(some.text("baseline-says")).toBe("prefers tench 0.20");
    expect(some.need("baseline-says").className).not.toContain("leans");
  });

  it("is judged by its entropy alone where scores are no probabilities", async () => {
    const logit = { output: "logit" as const };
    const sure = await shown(textExample({ ...logit, ...said("positive", 2, 0.5) }));
    expect(sure.text("baseline-says")).toBe("already says positive 2");
    const unsure = await shown(textExample({ ...logit, ...said("positive", 2, 0.8) }));
    expect(unsure.need("baseline-says").className).not.toContain("leans");
  });

  it("is only told where several answers may hold at once", async () => {
    const view = await shown(textExample(said("spam", 0.88, null)));
    expect(view.text("baseline-says")).toBe("says spam 0.88");
    expect(view.need("baseline-says").className).not.toContain("leans");
    expect(view.need("baseline-says").title).toMatch(/^At the baseline the model says spam 0.88\./);
  });

  it.each([[undefined], [null]])("says nothing where nothing is known: %s", async (unknown) => {
    const change = unknown === undefined ? {} : { baseline_prediction: unknown };
    expect((await shown(textExample(change))).get("baseline-says")).toBeNull();
  });
});
