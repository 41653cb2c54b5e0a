import { expect, it } from "vitest";
import { KINDS } from "../../src/modalities";
import { IMAGE } from "../../src/modalities/image";
import { TEXT } from "../../src/modalities/text";
import { ViewState } from "../../src/view/state";

it("starts each view from its own copy of the defaults", () => {
  const view = new ViewState().of(IMAGE);
  view.clip.overlay = 1;
  expect(new ViewState().of(IMAGE).clip.overlay).not.toBe(1);
});

it("has a slice for each kind over what all have in common", () => {
  const state = new ViewState();
  const [image, text] = [state.of(IMAGE), state.of(TEXT)];
  expect(state.of(IMAGE)).toBe(image);
  image.alpha = 0.5;
  image.polarity = "negative";
  expect([state.shared.alpha, text.alpha, text.polarity]).toEqual([0.5, 0.5, "both"]);
});

it("forgets at another entry what belonged to the last", () => {
  const state = new ViewState();
  const [image, text] = [state.of(IMAGE), state.of(TEXT)];
  Object.assign(image, { pixel: { x: 1, y: 1 }, mode: "heat", help: true, alpha: 0.5 });
  text.token = 3;
  state.turnTo(2, KINDS);
  expect(image).toMatchObject({ entry: 2, pixel: null, mode: "heat", help: false, alpha: 0.5 });
  expect(text.token).toBeNull();
});
