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

/** The classes that views of a kind give. */
function given(folder: string): Set<string> {
  const names = new Set<string>();
  for (const file of readdirSync(folder, { recursive: true }).map(String)) {
    if (!file.endsWith(".tsx")) continue;
    const source = readFileSync(join(folder, file), "utf8");
    for (const [, plain, made] of source.matchAll(/class=(?:"([^"]*)"|\{([^}]*)\})/g)) {
      const texts = made
        ? [...made.matchAll(/["`]([^"`]*)["`]/g)].map(([, text]) => text)
        : [plain];
      for (const name of texts.join(" ").match(/[\w-]+/g) ?? []) names.add(`.${name}`);
    }
  }
  return names;
}

it("styles no class that another kind gives", () => {
  const kinds = readdirSync(KINDS, { withFileTypes: true }).filter((one) => one.isDirectory());
  const sheets = kinds.filter(({ name }) => existsSync(join(KINDS, name, "styles.css")));
  const shared = first(readFileSync(SHARED, "utf8"));
  const strangers = sheets.flatMap(({ name }) => {
    const own = first(readFileSync(join(KINDS, name, "styles.css"), "utf8"));
    const others = kinds.filter((other) => other.name !== name);
    const theirs = new Set(others.flatMap((other) => [...given(join(KINDS, other.name))]));
    return [...own].filter((one) => theirs.has(one) || shared.has(one)).map((one) => name + one);
  });
  // The index of a gallery has tiles of every kind.
  expect(strangers.filter((one) => !one.endsWith(".index"))).toEqual([]);
  expect(sheets.length).toBeGreaterThan(5);
});
