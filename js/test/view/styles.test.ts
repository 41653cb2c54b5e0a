// Text stands out from what is behind it by at least 4.5 to 1, in both themes and all colours.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const sheet = (room: string): string =>
  readFileSync(new URL(`../../src/${room}/styles.css`, import.meta.url), "utf8");
const CSS = sheet("view");
const KINDS = ["modalities/image", "modalities/text"].map(sheet);
type Rgb = [number, number, number];

/** The variables a rule sets. */
function rule(selector: string): Record<string, string> {
  const start = CSS.indexOf(`${selector} {`);
  if (start < 0) throw new Error(`no rule for ${selector}`);
  const body = CSS.slice(start, CSS.indexOf("}", start));
  return Object.fromEntries([...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map((m) => [m[1], m[2]]));
}

const LIGHT = rule(".report");
const DARK = { ...LIGHT, ...rule('[data-theme="dark"]') };
const THEMES = {
  light: LIGHT,
  "light, blue and orange": { ...LIGHT, ...rule('[data-palette="blue-orange"]') },
  dark: DARK,
  "dark, blue and orange": { ...DARK, ...rule('[data-theme="dark"][data-palette="blue-orange"]') },
};

function colour(text: string, theme: Record<string, string>): Rgb {
  const mix = /^color-mix\(in srgb, (.+) (\d+)%, (.+)\)$/.exec(text);
  if (mix) {
    const [one, other] = [colour(mix[1], theme), colour(mix[3], theme)];
    return one.map((value, c) => (value * +mix[2] + other[c] * (100 - +mix[2])) / 100) as Rgb;
  }
  const variable = /^var\((--[\w-]+)(?:, (.+))?\)$/.exec(text);
  // A host's own variable is not set here: what stands in for it counts.
  if (variable) return colour(theme[variable[1]] ?? variable[2], theme);
  const hex = /^#([\da-f]{3,6})$/.exec(text)?.[1] ?? "";
  const digits = hex.length === 3 ? hex.replace(/./g, "$&$&") : hex;
  if (digits.length !== 6) throw new Error(`${text} is no colour`);
  return [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16)) as Rgb;
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string, theme: Record<string, string>): number {
  const [low, high] = [a, b].map((text) => luminance(colour(text, theme))).sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

describe.each(Object.entries(THEMES))("in %s", (name, theme) => {
  it.each([
    ["var(--ink)", "var(--bg)"],
    ["var(--muted)", "var(--bg)"],
    ["var(--muted)", "var(--soft)"],
    ["var(--ink)", "var(--raised)"],
    ["var(--amber)", "var(--bg)"],
    ["var(--accent)", "var(--bg)"],
    [name.startsWith("dark") ? "#000" : "#fff", "var(--up)"],
    [name.startsWith("dark") ? "#000" : "#fff", "var(--down)"],
  ])("%s on %s can be read", (text, behind) => {
    expect(contrast(text, behind, theme)).toBeGreaterThanOrEqual(4.5);
  });
});

it("moves nothing for those who ask for less motion", () => {
  const [calm, ...lively] = CSS.split("@media (prefers-reduced-motion: no-preference)");
  expect(calm).not.toMatch(/transition|animation/);
  expect(lively.join()).toContain("transition");
  expect(KINDS.join()).not.toMatch(/transition|animation/);
});
