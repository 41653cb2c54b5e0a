import { expect, it } from "vitest";
import { fileName } from "../../src/view/download";

it("makes file names of any label", () => {
  expect([fileName("Samoyed, Samoyede ../x"), fileName("子犬 🐶"), fileName("///")]).toEqual([
    "Samoyed-Samoyede-x",
    "子犬",
    "igviz",
  ]);
});
