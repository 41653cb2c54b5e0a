// The piece of the page that a view stands in: its shadow root, style, size and paper.

import type { Rgb } from "../generated/palettes";
import { theme } from "./theme";

/** Where no page says what is behind the view. */
const PAPER = { light: [255, 255, 255], dark: [21, 23, 26] } as const;

export function frame(el: HTMLElement, styles: string): { root: HTMLElement; shadow: ShadowRoot } {
  const shadow = el.shadowRoot ?? el.attachShadow({ mode: "open" });
  // Outside the shadow root a key's target is the host: JupyterLab looks for this mark there.
  el.dataset.lmSuppressShortcuts = "true";
  const root = document.createElement("div");
  root.className = "igviz";
  root.dataset.testid = "igviz";
  shadow.replaceChildren(root);
  adopt(shadow, styles);
  return { root, shadow };
}

/** A constructed sheet needs no inline style, so that the strictest content policy holds. */
export function adopt(shadow: ShadowRoot, text: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    shadow.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement("style");
    style.textContent = text;
    shadow.append(style);
  }
}

/** The colour behind everything, as the host's theme has it. */
export function paperOf(root: HTMLElement): Rgb {
  const colour = getComputedStyle(root).backgroundColor;
  const parts = colour.match(/-?[\d.]+/g)?.map(Number) ?? [];
  const unit = colour.startsWith("color(") ? 255 : 1;
  const [r, g, b, opacity = 1] = parts;
  if (!/^(rgba?|color)\(/.test(colour) || b === undefined || opacity === 0) {
    return PAPER[theme()];
  }
  return [r * unit, g * unit, b * unit];
}

export function contentWidth(root: HTMLElement): number {
  const style = getComputedStyle(root);
  const padding = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight);
  return Math.max(0, root.clientWidth - (padding || 0)) || 900;
}

export function nextFrame(callback: () => void): void {
  if (typeof requestAnimationFrame === "function") requestAnimationFrame(callback);
  else setTimeout(callback, 0);
}
