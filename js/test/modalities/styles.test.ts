// Styles of every kind are on the page at once: no kind styles what another calls the same.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const KINDS = fileURLToPath(new URL("../../src/modalities", import.meta.url));
const SHARED = fileURLToPath(new URL("../../src/view/styles.css", import.meta.url));

/** The classes that rules begin with, of which the page has only those that a view gives it. */
function first(sheet: string): Set<string> {
  const rules = sheet.replace(/\/\*[\s\S]*?\*\//g, "").matchAll(/([^{}@;]+)\{/g);
  const selectors = [...rules].flatMap(([, list]) => list.split(","));
  const starts = selectors.map((one) => one.trim().split(/[\s>+~]/)[0]);
  return new Set(starts.flatMap((one) => (/^\.[\w-]+(?=$|:|\[)/.exec(one) ?? []).slice(0, 1)));
}

it("gives no class to two kinds, or to one and the view", () => {
  const owners = new Map<string, string[]>();
  for (const name of first(readFileSync(SHARED, "utf8"))) owners.set(name, ["view"]);
  for (const kind of readdirSync(KINDS, { withFileTypes: true })) {
    if (!kind.isDirectory()) continue;
    const path = join(KINDS, kind.name, "styles.css");
    if (!existsSync(path)) continue;
    const sheet = readFileSync(path, "utf8");
    for (const name of first(sheet)) owners.set(name, [...(owners.get(name) ?? []), kind.name]);
  }
  // The index of a gallery has tiles of every kind.
  const shared = [...owners].filter(([name, kinds]) => kinds.length > 1 && name !== ".index");
  expect(owners.size).toBeGreaterThan(20);
  expect(shared).toEqual([]);
});
