// The static host: one page, one or many figures, nothing asked from anywhere.

import { mount } from "../mount";
import { adopt } from "../view/frame";
import styles from "../view/styles.css";
import { theme, watchTheme } from "../view/theme";

export interface Payload {
  figures: unknown[];
  title: string;
  generator: string;
}

/** Draw a report into an element, usually the body of a page that holds nothing else. */
export function report(el: HTMLElement, payload: Payload): void {
  const { figures, title, generator } = payload;
  const place = document.createElement("div");
  const shadow = place.attachShadow({ mode: "open" });
  const page = document.createElement("div");
  page.className = "report";
  const stage = document.createElement("div");
  const bottom = document.createElement("p");
  bottom.className = "generator muted";
  bottom.textContent = generator;
  page.append(stage, bottom);
  shadow.append(page);
  adopt(shadow, styles);
  el.append(place);
  followTheme(page, el);
  mount(stage, figures.length === 1 ? figures[0] : { kind: "many", version: 1, figures, title });
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
