// The static host: one page, one or many figures, nothing asked from anywhere.

import { render } from "preact";
import { Index } from "../components/Index";
import { decode, type Figure } from "../figure";
import { adopt, type Mounted, mount } from "../mount";
import { initialView } from "../state";
import styles from "../styles.css";
import { theme, watchTheme } from "../theme";

export interface Payload {
  figures: unknown[];
  title: string;
  generator: string;
}

/** Draw a report into an element, usually the body of a page that holds nothing else. */
export async function report(el: HTMLElement, payload: Payload): Promise<void> {
  const place = document.createElement("div");
  const shadow = place.attachShadow({ mode: "open" });
  const page = document.createElement("div");
  page.className = "report";
  const top = document.createElement("div");
  const stage = document.createElement("div");
  const bottom = document.createElement("p");
  bottom.className = "generator muted";
  bottom.textContent = payload.generator;
  page.append(top, stage, bottom);
  shadow.append(page);
  adopt(shadow, styles);
  el.append(place);
  followTheme(page, el);

  const view = initialView();
  let shown: Mounted | null = null;
  const show = (index: number): void => {
    const figure = payload.figures[index];
    if (shown) {
      Object.assign(view, { playing: false, pixel: null, help: false });
      void shown.update(figure);
    } else shown = mount(stage, figure, null, view);
  };
  const entries = payload.figures.length > 1 ? await thumbnails(payload.figures) : [];
  const draw = (current: number): void => {
    const pick = (index: number): void => {
      draw(index);
      show(index);
    };
    render(<Index title={payload.title} {...{ entries, current, pick }} />, top);
  };
  draw(0);
  if (payload.figures.length > 0) show(0);
}

/** What the index shows of each figure; one that cannot be read still gets its place. */
async function thumbnails(figures: unknown[]): Promise<(Figure | null)[]> {
  return Promise.all(figures.map((figure) => decode(figure).catch(() => null)));
}

function followTheme(page: HTMLElement, el: HTMLElement): void {
  const apply = () => {
    page.dataset.theme = theme();
    const { style } = el.ownerDocument.body;
    style.margin = "0";
    style.background = getComputedStyle(page).getPropertyValue("--bg");
  };
  apply();
  watchTheme(apply);
}
