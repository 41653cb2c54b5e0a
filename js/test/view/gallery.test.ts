import { expect, it } from "vitest";
import { IMAGE } from "../../src/modalities/image";
import { ImageScene } from "../../src/modalities/image/scene";
import { TEXT } from "../../src/modalities/text";
import { TextScene } from "../../src/modalities/text/scene";
import { commonScale, keep, share } from "../../src/view/gallery";
import type { Entry, Kind, Scene } from "../../src/view/kind";
import { example, image, text, textExample } from "../example";

const quiet = (factor: number) =>
  textExample({}, { values: [0, 0, 0, 0, -0.5 * factor, 0.25 * factor] });

it("shares a scale among texts only", async () => {
  const entry = (kind: Kind, scene: Scene): Entry => ({ drawable: { kind, scene }, error: "" });
  const unread: Entry = { drawable: null, error: "no" };
  const one = entry(TEXT, new TextScene(await text(quiet(1))));
  const other = entry(TEXT, new TextScene(await text(quiet(3))));
  expect(commonScale([one, other])).toEqual({ kind: TEXT, scale: expect.closeTo(1.5) });
  const picture = entry(IMAGE, new ImageScene(await image(example())));
  expect([commonScale([one, picture]), commonScale([picture])]).toEqual([null, null]);
  expect(commonScale([one, unread])?.scale).toBeCloseTo(0.5);
  expect([commonScale([unread]), commonScale([])]).toEqual([null, null]);
});

it("begins on a common scale and leaves alone who let go of it", () => {
  const kept = { pin: null, common: null };
  share(kept, 2);
  expect(kept).toEqual({ pin: 2, common: 2 });
  keep(kept, null);
  share(kept, 3);
  expect(kept).toEqual({ pin: null, common: 3 });
  keep(kept, 1);
  expect(kept.pin).toBe(3);
  share(kept, null);
  keep(kept, 1);
  expect(kept).toEqual({ pin: 1, common: null });
});
