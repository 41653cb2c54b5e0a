// Who may import whom: rooms in one order, kinds apart from each other, nothing in a circle.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const SRC = fileURLToPath(new URL("../src", import.meta.url));
const ENDINGS = ["", ".ts", ".tsx", "/index.ts"];

const files = readdirSync(SRC, { recursive: true })
  .map((name) => String(name).replace(/\\/g, "/"))
  .filter((name) => /\.(tsx?|css)$/.test(name));

function importsOf(file: string): string[] {
  const source = readFileSync(join(SRC, file), "utf8");
  return [...source.matchAll(/(?:from|import) "(\.[^"]*)"/g)].map(([, path]) => {
    const name = normalize(join(dirname(file), path)).replace(/\\/g, "/");
    const found = ENDINGS.map((ending) => name + ending).find((one) => files.includes(one));
    if (!found) throw new Error(`${file} imports ${path}, which is not there`);
    return found;
  });
}

const arrows = new Map(files.map((file) => [file, importsOf(file)]));

/** From the ground up; a room imports only from itself and those before it. */
const ROOMS = [
  /^generated\//,
  /^wire\//,
  /^view\//,
  /^modalities\/[^/]+\//,
  /^modalities\/index\.ts$/,
  /^mount\.tsx$/,
  /^hosts\//,
  /^index\.ts$/,
];
const floor = (file: string): number => ROOMS.findIndex((room) => room.test(file));
const kindOf = (file: string): string | undefined => /^modalities\/([^/]+)\//.exec(file)?.[1];

it("has a room for every file", () => {
  expect(files.filter((file) => floor(file) < 0 && file !== "css.d.ts")).toEqual([]);
});

it("imports only from the same room or from below", () => {
  const up = [...arrows].flatMap(([file, targets]) =>
    targets.filter((one) => floor(one) > floor(file)).map((one) => `${file} → ${one}`),
  );
  expect(up).toEqual([]);
});

it("keeps kinds apart", () => {
  const across = [...arrows].flatMap(([file, targets]) =>
    kindOf(file) ? targets.filter((one) => kindOf(one) && kindOf(one) !== kindOf(file)) : [],
  );
  expect(across).toEqual([]);
});

it("has no circle", () => {
  const done = new Set<string>();
  const visit = (file: string, way: string[]): void => {
    if (way.includes(file)) throw new Error([...way, file].join(" → "));
    if (done.has(file)) return;
    for (const next of arrows.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
});
