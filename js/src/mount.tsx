// Puts a figure, or several to choose from, into an element and keeps it drawn. Every host goes through here.

import { render } from "preact";
import { Scene } from "./modalities/image/scene";
import { TextScene } from "./modalities/text/scene";
import { App, type AppProps } from "./view/App";
import { contentWidth, frame, nextFrame, paperOf } from "./view/frame";
import { type Entry, galleryScale } from "./view/Index";
import { Player } from "./view/player";
import { FRESH, type Host, initialView, READY, type Status, type View } from "./view/state";
import { theme, watchTheme } from "./view/theme";
import { decode, galleryOf, isEmpty } from "./wire/figure";

const MEASURE = "igviz:alpha";

export interface Mounted {
  /** Draw another figure in place; `{}` stands for none yet. Resolves once it is on its way. */
  update(figure: unknown): Promise<void>;
  status(status: Status): void;
  host(host: Host | null): void;
  destroy(): void;
}

/**
 * Draw a figure, or a gallery of several, into an element.
 *
 * A host means that a model can be asked; without one the view is static, as a gallery always is.
 * `view` holds what the reader has chosen and is written to, so that a view made again later looks
 * the same.
 */
export function mount(
  el: HTMLElement,
  figure: unknown,
  host: Host | null = null,
  view: View = initialView(),
): Mounted {
  const { root, shadow } = frame(el);
  let shown: Entry = { scene: null, error: "" };
  let gallery: AppProps["gallery"] = null;
  let status = READY;
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
    const props: AppProps = {
      ...shown,
      ...{ view, status, gallery, set, pick },
      host: gallery ? null : host,
      width: contentWidth(root),
      ratio: window.devicePixelRatio || 1,
      paper: paperOf(root),
    };
    const focused = shadow.activeElement;
    render(<App {...props} />, root);
    // A class that was picked leaves the list: the keyboard goes on at what it has become.
    if (focused && !focused.isConnected && !shadow.activeElement) {
      root.querySelector<HTMLElement>('[data-testid="target"]')?.focus();
    }
    player.sync();
    if (view.alpha !== drawnAlpha) measure(start);
    drawnAlpha = view.alpha;
  }

  function pick(entry: number): void {
    if (!gallery) return;
    shown = gallery.entries[entry];
    set({ ...FRESH, entry });
  }

  async function update(wire: unknown): Promise<void> {
    const turn = ++latest;
    if (isEmpty(wire)) return;
    const next = await read(wire);
    if (turn !== latest) return;
    if ("entries" in next) {
      gallery = next;
      view.entry = Math.min(view.entry, next.entries.length - 1);
      shown = next.entries[view.entry];
      share(view, galleryScale(next.entries));
    } else {
      gallery = null;
      share(view, null);
      // What cannot be read leaves the last good picture in place.
      shown = { scene: next.scene ?? shown.scene, error: next.error };
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

/** Everything a figure from the wire says; what is wrong with it becomes a sentence. */
async function read(wire: unknown): Promise<Entry | NonNullable<AppProps["gallery"]>> {
  try {
    const many = galleryOf(wire);
    if (!many) return await entryOf(wire);
    return { title: many.title ?? "", entries: await Promise.all(many.figures.map(entryOf)) };
  } catch (cause) {
    return { scene: null, error: said(cause) };
  }
}

async function entryOf(wire: unknown): Promise<Entry> {
  try {
    const figure = await decode(wire);
    const scene = figure.kind === "image" ? new Scene(figure) : new TextScene(figure);
    return { scene, error: "" };
  } catch (cause) {
    return { scene: null, error: said(cause) };
  }
}

const said = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** Texts of a gallery begin on the scale they share; who lets go of it is left alone. */
function share(view: View, scale: number | null): void {
  if (view.shared === scale) return;
  if (view.textPin === view.shared) view.textPin = scale;
  view.shared = scale;
}

/** What a redraw after a move along α cost, for whoever profiles the page; old entries go. */
function measure(start: number): void {
  if (performance.getEntriesByName?.(MEASURE).length >= 200) performance.clearMeasures(MEASURE);
  performance.measure?.(MEASURE, { start, end: performance.now() });
}
