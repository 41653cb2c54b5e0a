// @vitest-environment jsdom
// What the view of an array says and does.

import { expect, it } from "vitest";
import { settle, shown, usePage } from "../../page";
import { arrayExample } from "./example";

usePage();

type View = Awaited<ReturnType<typeof shown>>;
const listed = ({ root }: View) =>
  [...root.querySelectorAll('[data-testid="bars"] li button')].map((one) => one.textContent);

it("shows a plane, sliders along the other axes, and the strongest positions", async () => {
  const view = await shown(arrayExample());
  expect(view.text("shown")).toBe("[1, :, :]axis 1 down, axis 2 across");
  expect(view.get("slices-0")).not.toBeNull();
  expect(view.get("slices-1")).toBeNull();
  expect(listed(view)).toHaveLength(8);
  expect(listed(view)[0]).toBe("[1, 4, 5]\u22127.38");
  await view.input("slices-0", "0");
  expect(view.text("shown")).toContain("[0, :, :]");
});

it("goes to a position that is chosen, and tells how it builds up", async () => {
  const view = await shown(arrayExample([4, 5, 6]));
  await view.input("slices-0", "0");
  await view.click("bar-0");
  expect(view.text("shown")).toContain("[3, :, :]");
  expect(view.text("growth")).toContain("[3, 4, 5]");
  expect(view.text("readout")).toMatch(/^\[3, 4, 5\]is 119\u221214\.9 ± 0\.1.*rank 1 of 120/);
});

it("draws any two axes, which change places rather than be the same", async () => {
  const view = await shown(arrayExample());
  await view.input("rows", "0", "change");
  expect(view.text("shown")).toBe("[:, 4, :]axis 0 down, axis 2 across");
  await view.input("rows", "2", "change");
  expect(view.text("shown")).toBe("[:, 4, :]axis 2 down, axis 0 across");
  expect(view.get("slices-1")).not.toBeNull();
});

it("reads out a value that the keyboard goes to", async () => {
  const view = await shown(arrayExample());
  const press = new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true });
  view.need("picture").dispatchEvent(press);
  await settle();
  expect(view.text("readout")).toMatch(/^\[1, 2, 3\]is 45\u22125\.63/);
});

it("is bars alone where there are few values", async () => {
  const view = await shown(arrayExample([3, 4]));
  expect(view.get("picture")).toBeNull();
  expect(view.get("rows")).toBeNull();
  expect(listed(view)).toHaveLength(11);
  await view.click("polarity-positive");
  expect(listed(view)[0]).toBe("[2, 2]+1.25");
  await view.input("alpha", "0");
  expect(view.text("bars")).toContain("up to α 0.00");
});

it("is recognised in a gallery", async () => {
  const figures = [arrayExample(), arrayExample([3, 4])];
  const view = await shown({ kind: "many", version: 1, figures });
  expect(view.get("thumb-0")).not.toBeNull();
  expect(view.get("thumb-1")).not.toBeNull();
  await view.click("entry-1");
  expect(view.get("picture")).toBeNull();
});
