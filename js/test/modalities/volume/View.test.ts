// @vitest-environment jsdom
// What the view of a volume says and does.

import { expect, it } from "vitest";
import { live } from "../../example";
import { HOSTILE, settle, shown, usePage } from "../../page";
import { SHAPE, volumeExample } from "./example";

usePage();

type View = Awaited<ReturnType<typeof shown>>;
const at = ({ need }: View, axis: number) => (need(`slices-${axis}`) as HTMLInputElement).value;

it("opens with the slice that has most attribution, and tells how to read it", async () => {
  const view = await shown(volumeExample());
  expect(view.text("shown")).toBe("depth 1height down, width across");
  expect([0, 1, 2].map((axis) => at(view, axis))).toEqual(["1", "2", "3"]);
  expect(view.text("readout")).toBe("Point at a voxel, or use arrow keys, to read it.");
  expect(view.text("legend")).toBe("Green raises the score, red lowers it.");
});

it("goes to the slice that a slider or a profile is put to", async () => {
  const view = await shown(volumeExample());
  await view.input("slices-0", "0");
  expect(view.text("shown")).toContain("depth 0");
  await view.input("slices-2", "1");
  expect(view.text("shown")).toBe("width 1depth down, height across");
  const profile = view.need("profile-1");
  profile.getBoundingClientRect = () => ({ left: 0, width: 300 }) as DOMRect;
  const press = new MouseEvent("pointerdown", { buttons: 1, clientX: 250, bubbles: true });
  profile.dispatchEvent(press);
  await settle();
  expect(view.text("shown")).toContain("height 2");
  profile.dispatchEvent(new MouseEvent("pointermove", { clientX: 10, bubbles: true }));
  await settle();
  expect(at(view, 1)).toBe("2");
});

it("looks along another axis, and at the projection along it", async () => {
  const view = await shown(volumeExample());
  await view.click("axis-2");
  expect(view.text("shown")).toContain("width 3");
  await view.click("mode-projection");
  expect(view.text("shown")).toContain("projection along width");
  await view.input("slices-0", "0");
  expect(view.text("shown")).toContain("depth 0");
});

it("reads out a voxel that the keyboard goes to", async () => {
  const view = await shown(volumeExample());
  const press = async (key: string) => {
    view.need("picture").dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    await settle();
  };
  await press("ArrowRight");
  expect(view.text("readout")).toMatch(/^\[1, 1, 2\]≈ 180\+4\.5 ± 0\.1/);
  expect(view.text("readout")).toContain("of 24");
  await press("Escape");
  expect(view.text("readout")).toContain("Point at a voxel");
});

it("moves with α: the profiles grow into those of the whole", async () => {
  const view = await shown(volumeExample());
  const up = () => view.need("profile-0").querySelector(".up")?.getAttribute("d");
  const final = up();
  await view.input("alpha", "0.1");
  expect(up()).not.toBe(final);
  await view.input("alpha", "1");
  expect(up()).toBe(final);
});

it("has a window that can be changed", async () => {
  const view = await shown(volumeExample());
  expect((view.need("level") as HTMLInputElement).value).toBe("115");
  await view.input("window", "51");
  expect(view.need("window").getAttribute("aria-valuetext")).toBe("51");
  expect(view.need("level").getAttribute("aria-valuetext")).toBe("115");
});

it("says why nothing is seen", async () => {
  const raised = live("f32", SHAPE, new Array(24).fill(1));
  const view = await shown(volumeExample({ values: raised }));
  expect(view.get("silence")).toBeNull();
  await view.click("polarity-negative");
  expect(view.text("silence")).toBe("Nothing here lowers the score.");
});

it("opens another volume of a gallery with its own slices", async () => {
  const figures = [volumeExample(), volumeExample()];
  const view = await shown({ kind: "many", version: 1, figures });
  await view.input("slices-0", "0");
  await view.click("entry-1");
  expect(view.text("shown")).toContain("depth 1");
});

it("shows hostile names as text", async () => {
  const axes = [HOSTILE, "height", "width"];
  const view = await shown(volumeExample({ axes, target: { index: 0, label: HOSTILE } }));
  expect(view.text("shown")).toContain("<img src=x");
  expect(view.root.querySelector("img, script")).toBeNull();
  expect("hacked" in window).toBe(false);
});
