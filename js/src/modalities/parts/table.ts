// What each input adds as a table.

import { saveTable } from "../../view/download";
import type { PartsFigure } from "./types";

export function saveValues({ parts, target }: PartsFigure): void {
  const rows = parts.map(({ name, value }) => [name, value]);
  saveTable([["input", "attribution"], ...rows], `${target.label} inputs`);
}
