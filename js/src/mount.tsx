// Puts a figure, or several to choose from, into an element and keeps it drawn. Every host goes through here.

import { render } from "preact";
import { KINDS, kindOf } from "./modalities";
import { App } from "./view/App";
import { contentWidth, frame, nextFrame, paperOf } from "./view/frame";
import { commonScale, type Gallery, type KeptScale, share } from "./view/gallery";
import { type Host, READY, type Status } from "./view/host";
import type { Entry, Page } from "./view/kind";
import { Player } from "./view/player";
import { type Shared, ViewState } from "./view/state";
import styles from "./view/styles.css";
import { theme, watchTheme } from "./view/theme";
import { tracked, watch } from "./view/tracked";
import { galleryOf, isEmpty } from "./wire/figure";

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
 * `state` holds what the reader has chosen and is written to, so that a view made again later looks
 * the same.
 */
export function mount(
  el: HTMLElement,
  figure: unknown,
  host: Host | null = null,
  state = new ViewState(),
): Mounted {
  const sheets = [styles, ...KINDS.map(({ drawing }) => drawing.styles)];
  const { root, shadow } = frame(el, sheets.join("\n"));
  const view = state.shared;
  const page = tracked<Page>({ width: 0, ratio: 1, paper: [255, 255, 255] });
  const player = new Player(view);
  let single: Entry = { drawable: null, error: "" };
  let gallery: Gallery | null = null;
  let status = READY;
  let alive = true;
  let scheduled = false;
  let latest = 0;
  let drawnAlpha = view.alpha;
  let unwatch = () => {};

  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !view.help) return;
    event.stopPropagation();
    view.help = false;
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

  /** Draw all, and again as soon as something has changed that was read for it. */
  function redraw(): void {
    const start = performance.now();
    root.dataset.theme = theme();
    measurePage(page, root);
    const focused = shadow.activeElement;
    unwatch();
    unwatch = watch(draw, schedule);
    // A class that was picked leaves the list: the keyboard goes on at what it has become.
    if (focused && !focused.isConnected && !shadow.activeElement) {
      root.querySelector<HTMLElement>('[data-testid="target"]')?.focus();
    }
    if (view.alpha !== drawnAlpha) measure(start);
    drawnAlpha = view.alpha;
  }

  function draw(): void {
    root.dataset.palette = view.palette;
    const props = { shown: shown(), state, status, gallery, page };
    const pick = (entry: number) => state.turnTo(entry, KINDS);
    render(<App {...props} host={gallery ? null : host} pick={pick} />, root);
    player.sync();
  }

  const shown = (): Entry => gallery?.entries[view.entry] ?? single;

  async function update(wire: unknown): Promise<void> {
    const turn = ++latest;
    if (isEmpty(wire)) return;
    const next = await read(wire);
    if (turn !== latest) return;
    if ("entries" in next) {
      gallery = next;
      view.entry = Math.min(view.entry, next.entries.length - 1);
    } else {
      // What cannot be read leaves the last good picture in place.
      single = { drawable: next.drawable ?? shown().drawable, error: next.error };
      gallery = null;
    }
    shareScale(state, gallery);
    schedule();
  }

  const unwatchTheme = watchTheme(schedule);
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
      unwatchTheme();
      resize.disconnect();
      render(null, root);
      shadow.replaceChildren();
      delete el.dataset.lmSuppressShortcuts;
    },
  };
}

/** Everything a figure from the wire says; what is wrong with it becomes a sentence. */
async function read(wire: unknown): Promise<Entry | Gallery> {
  try {
    const many = galleryOf(wire);
    if (!many) return await entryOf(wire);
    return { title: many.title ?? "", entries: await Promise.all(many.figures.map(entryOf)) };
  } catch (cause) {
    return { drawable: null, error: said(cause) };
  }
}

async function entryOf(wire: unknown): Promise<Entry> {
  try {
    const kind = kindOf(wire);
    return { drawable: { kind, scene: await kind.open(wire, kindOf) }, error: "" };
  } catch (cause) {
    return { drawable: null, error: said(cause) };
  }
}

const said = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** Figures that have a scale in common begin on it; without a gallery there is none. */
function shareScale(state: ViewState, gallery: Gallery | null): void {
  const common = gallery && commonScale(gallery.entries);
  for (const kind of KINDS) {
    if (!kind.scaleOf) continue;
    share(state.of(kind) as Shared & KeptScale, kind === common?.kind ? common.scale : null);
  }
}

function measurePage(page: Page, root: HTMLElement): void {
  page.width = contentWidth(root);
  page.ratio = window.devicePixelRatio || 1;
  const paper = paperOf(root);
  if (String(paper) !== String(page.paper)) page.paper = paper;
}

/** What a redraw after a move along α cost, for whoever profiles the page; old entries go. */
function measure(start: number): void {
  if (performance.getEntriesByName?.(MEASURE).length >= 200) performance.clearMeasures(MEASURE);
  performance.measure?.(MEASURE, { start, end: performance.now() });
}
