// @vitest-environment jsdom
// What the model said, what else it might have said, and from where the path starts.

import { describe, expect, it } from "vitest";
import { classNames } from "../../src/view/ClassSearch";
import { oneLine, rivals } from "../../src/view/Header";
import { example, image, said, sentence, textExample } from "../example";
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

  it("asks why one class rather than another", async () => {
    const host = liveHost();
    const { input, need, get } = await shown(example(), host);
    expect(need("rather-than").textContent).toContain("rather than …");
    expect(need("rather-than").getAttribute("aria-label")).toBe(
      "Explain Samoyed rather than another class",
    );
    await input("rather-than", "1", "change");
    expect(host.select.mock.calls).toEqual([[{ target: [2, 1] }]]);
    await input("rather-than", "", "change");
    expect(host.select).toHaveBeenCalledTimes(1);
    expect(get("rather-than")).not.toBeNull();
    const difference = { index: null, label: "Samoyed − white wolf" };
    const other = await shown(example({ target: difference }), host);
    expect(other.get("rather-than")).toBeNull();
    expect((await shown(example())).get("rather-than")).toBeNull();
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
    const baseline = { ...sentence("already says a long name 0.88"), leans: true };
    const leaning = await image(example({ predictions, ...said({ baseline }) }));
    expect(oneLine(leaning, host, 1120)).toBe(false);
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
    });
    const view = await shown(figure);
    expect(view.text("target")).toBe("negative 7.9e\u22125");
    expect(view.text("class-3")).toBe("the 8.25e\u22125");
    const text = view.root.textContent;
    expect(text).toContain("F(1.00) = 6e\u22125");
    expect(text).not.toContain("<0.001");
    expect(
      [...view.root.querySelectorAll(".path .ticks > span")].map((t) => t.textContent),
    ).toEqual(expect.arrayContaining(["7.9e\u22125", "3.1e\u22125"]));
  });
});

describe("the baseline", () => {
  const baseline = sentence("already says positive 0.88");
  const leaning = (leans: boolean) => textExample(said({ baseline: { ...baseline, leans } }));

  it("that leans is noticed", async () => {
    const view = await shown(leaning(true));
    expect(view.text("baseline-says")).toBe(baseline.text);
    expect(view.need("baseline-says").className).toContain("leans");
    expect(view.need("baseline-says").title).toBe(baseline.tip);
  });

  it("that does not is no cause for alarm", async () => {
    const view = await shown(leaning(false));
    expect(view.text("baseline-says")).toBe(baseline.text);
    expect(view.need("baseline-says").className).not.toContain("leans");
  });

  it("says nothing where nothing is known", async () => {
    expect((await shown(textExample())).get("baseline-says")).toBeNull();
  });
});
