import { expect, it } from "vitest";
import { room } from "../../src/view/layout";

it("gives a narrow view the whole width and a wide one less than half", () => {
  expect([room(400), room(968), room(1600)]).toEqual([400, 448, 448]);
});
