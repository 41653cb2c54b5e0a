// The live host: an anywidget model on one side, a mounted view on the other.

import { mount } from "../mount";
import { type Choices, type Host, READY, type Selection, type Status } from "../view/host";
import { ViewState } from "../view/state";
import { isEmpty } from "../wire/figure";
import { SelectionQueue, samePicture } from "./selection";

/** The part of an anywidget model that is used. */
export interface Model {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  save_changes(): void;
  on(event: string, callback: () => void): void;
  off(event: string, callback: () => void): void;
}

/** What a reader chose outlives a view that the notebook takes down and makes again. */
const states = new WeakMap<object, ViewState>();

function stateOf(model: Model): ViewState {
  // anywidget hands each view a fresh wrapper of the model; the layout within is one and the same.
  const layout = model.get("layout");
  const key = typeof layout === "object" && layout !== null ? layout : model;
  let state = states.get(key);
  if (!state) {
    state = new ViewState();
    states.set(key, state);
  }
  return state;
}

function hostOf(model: Model, queue: SelectionQueue): Host | null {
  const choices = model.get("choices") as Partial<Choices> | undefined;
  if (isEmpty(choices)) return null;
  return {
    choices: {
      labels: choices?.labels ?? [],
      baselines: choices?.baselines ?? [],
      tols: choices?.tols ?? [],
      changes: choices?.changes ?? [],
    },
    get asked() {
      return queue.asked;
    },
    select: (change) => queue.request(change),
    stop() {
      model.set("stop", statusOf(model).job);
      model.save_changes();
    },
  };
}

function statusOf(model: Model): Status {
  return { ...READY, ...(model.get("status") as Partial<Status> | undefined) };
}

/** What was asked for last, and how often again. */
function selectionOf(model: Model): [selection: Selection, count: number] {
  const { again = 0, ...selection } = (model.get("selection") ?? {}) as Selection;
  return [selection, again];
}

function same(a: Selection, b: Selection): boolean {
  return samePicture(a, b) && JSON.stringify(a.changed) === JSON.stringify(b.changed);
}

/**
 * Once per model: hide the plain picture that stands beside the widget for places where no widget
 * can live. Where this runs, one does.
 */
export function initialize({ model }: { model: Model }): () => void {
  const still = String(model.get("still") ?? "");
  if (!/^[\w-]+$/.test(still)) return () => {};
  const style = document.createElement("style");
  style.textContent = `.${still}, .jp-OutputArea-child:has(.${still}) { display: none; }`;
  document.head.append(style);
  return () => style.remove();
}

export function render({ model, el }: { model: Model; el: HTMLElement }): () => void {
  const queue = new SelectionQueue((selection) => {
    const [before, count] = selectionOf(model);
    model.set(
      "selection",
      same(selection, before) ? { ...selection, again: count + 1 } : selection,
    );
    model.save_changes();
  }, selectionOf(model)[0]);
  queue.status(statusOf(model));
  const view = mount(el, model.get("figure"), hostOf(model, queue), stateOf(model));
  view.status(statusOf(model));
  const onFigure = () => {
    queue.answered();
    void view.update(model.get("figure"));
  };
  const onChoices = () => view.host(hostOf(model, queue));
  const onStatus = () => {
    queue.status(statusOf(model));
    view.status(statusOf(model));
  };
  model.on("change:figure", onFigure);
  model.on("change:choices", onChoices);
  model.on("change:status", onStatus);
  return () => {
    model.off("change:figure", onFigure);
    model.off("change:choices", onChoices);
    model.off("change:status", onStatus);
    view.destroy();
  };
}
