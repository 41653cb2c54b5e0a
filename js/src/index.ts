// What the bundle offers: `igviz.widget` to notebooks, `igviz.report` to pages.

import { initialize, render } from "./hosts/anywidget";

export { report } from "./hosts/report";
export { mount } from "./mount";

export const widget = { initialize, render };
