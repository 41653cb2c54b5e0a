// Puts one figure into an element and keeps it drawn. Every host goes through here.

import { render } from "preact";
import { App } from "./components/App";
import { download } from "./download";
import { decode, isEmpty } from "./figure";
import { Player } from "./player";
import { Scene } from "./scene";
import { type Host, initialView, READY, type Status, type View } from "./state";
import styles from "./styles.css";
import { theme, watchTheme } from "./theme";

const MEASURE = "igviz:alpha";

export interface Mounted {
  /** Draw another figure in place; `{}` stands for none yet. Resolves once it is on its way. */
  update(figure: unknown): Promise<void>;
  status(status: Status): void;
  host(host: Host | null): void;
  destroy(): void;
}

/**
 * Draw a figure into an element.
 *
 * A host means that a model can be asked; without one the view is static. `view` holds what the
 * reader has chosen and is written to, so that a view made again later looks the same.
 */
export function mount(
  el: HTMLElement,
  figure: unknown,
  host: Host | null = null,
  view: View = initialView(),
): Mounted {
  const { root, shadow } = frame(el);
  let scene: Scene | null = null;
  let status = READY;
  let error = "";
  let alive = true;
  let scheduled = false;
  let latest = 0;
  let drawnAlpha = view.alpha;

  const set = (change: Partial<View>): void => {
    Object.assign(view, change);
    schedule();
  };
  const player = new Player(view, set);
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !view.help) return;
    event.stopPropagation();
    set({ help: false });
  });

  /** Several events between two frames are drawn once. */
  function schedule(): void {
    if (scheduled || !alive) return;
    scheduled = true;
    nextFrame(() => {
      scheduled = false;
      if (alive) redraw();
    });
  }

  function redraw(): void {
    const start = performance.now();
    root.dataset.theme = theme();
    root.dataset.palette = view.palette;
    const width = contentWidth(root);
    const ratio = window.devicePixelRatio || 1;
    const name = scene ? `${scene.figure.target.label} ${view.mode}` : "igviz";
    const onDownload: Parameters<typeof App>[0]["onDownload"] = (pixels, w, h) =>
      download(pixels, w, h, name);
    const focused = shadow.activeElement;
    render(<App {...{ scene, view, status, host, error, width, ratio, set, onDownload }} />, root);
    // A class that was picked leaves the list: the keyboard goes on at what it has become.
    if (focused && !focused.isConnected && !shadow.activeElement) {
      root.querySelector<HTMLElement>('[data-testid="target"]')?.focus();
    }
    player.sync();
    if (view.alpha !== drawnAlpha) measure(start);
    drawnAlpha = view.alpha;
  }

  async function update(wire: unknown): Promise<void> {
    const turn = ++latest;
    if (isEmpty(wire)) return;
    try {
      const next = new Scene(await decode(wire));
      if (turn !== latest) return;
      scene = next;
      error = "";
    } catch (cause) {
      if (turn !== latest) return;
      error = cause instanceof Error ? cause.message : String(cause);
    }
    schedule();
  }

  const unwatch = watchTheme(schedule);
  const resize = new ResizeObserver(schedule);
  resize.observe(el);
  redraw();
  void update(figure);

  return {
    update,
    status(next) {
      status = next;
      schedule();
    },
    host(next) {
      host = next;
      schedule();
    },
    destroy() {
      alive = false;
      player.stop();
      unwatch();
      resize.disconnect();
      render(null, root);
      shadow.replaceChildren();
      delete el.dataset.lmSuppressShortcuts;
    },
  };
}

function frame(el: HTMLElement): { root: HTMLElement; shadow: ShadowRoot } {
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

/** What a redraw after a move along α cost, for whoever profiles the page; old entries go. */
function measure(start: number): void {
  if (performance.getEntriesByName?.(MEASURE).length >= 200) performance.clearMeasures(MEASURE);
  performance.measure?.(MEASURE, { start, end: performance.now() });
}

function contentWidth(root: HTMLElement): number {
  const style = getComputedStyle(root);
  const padding = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight);
  return Math.max(0, root.clientWidth - (padding || 0)) || 900;
}

export function nextFrame(callback: () => void): void {
  if (typeof requestAnimationFrame === "function") requestAnimationFrame(callback);
  else setTimeout(callback, 0);
}
