// Checks the figure of several inputs and reads each as its kind does.

import type { PartsFigure as Wire } from "../../generated/schema";
import type { KindOf } from "../../view/kind";
import { FigureError } from "../../wire/arrays";
import { checkFacts } from "../../wire/facts";
import type { OpenPart, PartsFigure } from "./types";

export async function decode(wire: Wire, kindOf: KindOf): Promise<PartsFigure> {
  const { parts: given, kind: _, ...facts } = wire;
  if (!Array.isArray(given) || given.length === 0) {
    throw new FigureError("The figure holds no inputs.");
  }
  const said = checkFacts(wire);
  const total = given.reduce((sum, { value }) => sum + value, 0);
  const parts = await Promise.all(
    given.map(async ({ name, value, figure }): Promise<OpenPart> => {
      const own = { ...facts, notes: [], ...figure, beside: total - value };
      const kind = kindOf(own);
      return { name: String(name), value, drawable: { kind, scene: await kind.open(own, kindOf) } };
    }),
  );
  return { ...wire, ...said, parts };
}
