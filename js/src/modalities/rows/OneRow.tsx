// The row that is open, in the view of its kind.

import { useEffect, useState } from "preact/hooks";
import { percent, scoreIn } from "../../view/format";
import type { Drawable, ViewProps } from "../../view/kind";
import { Nested } from "../../view/nested";
import { tracked, useMade } from "../../view/tracked";
import type { RowsScene } from "./scene";
import type { RowsSlice, RowsState } from "./slice";

export function OneRow(props: ViewProps<RowsScene, RowsSlice>) {
  const { scene, view, status, page } = props;
  const { row } = view;
  const [opened, open] = useState<{ row: number; scene: RowsScene; drawable: Drawable } | null>(
    null,
  );
  useEffect(() => {
    let current = true;
    if (row === null) return;
    const wire = scene.figureOf(row);
    const kind = scene.kindOf(wire);
    void kind.open(wire, scene.kindOf).then((made) => {
      if (current) open({ row, scene, drawable: { kind, scene: made } });
    });
    return () => {
      current = false;
    };
  }, [row, scene]);
  const drawable = opened && opened.row === row && opened.scene === scene ? opened.drawable : null;
  const own = useMade(stateOf, drawable, view);
  if (row === null || !drawable || !own) return null;
  const { View: Drawn } = drawable.kind.drawing;
  const { figure } = scene;
  const error = figure.errors[row];
  return (
    <section class="one-input" aria-label={figure.rows[row]} data-testid="one-row">
      <h3>
        <bdi class="clip">{figure.rows[row]}</bdi>{" "}
        <span class="muted number">
          {figure.labels[figure.of[row]]} {scoreIn(figure, figure.scores[row])}
          {error >= 0 ? ` · error about ${percent(error)}` : ""}
        </span>
      </h3>
      <Nested.Provider value={!figure.figures[row]}>
        <Drawn {...{ status, page }} view={own} scene={drawable.scene} host={null} />
      </Nested.Provider>
    </section>
  );
}

const stateOf = (drawable: Drawable | null, view: RowsState) =>
  drawable && tracked(drawable.kind.slice.fresh(), view as RowsState);
