// What is pointed at, in words: a row, its score, a feature and its attribution.

import { number, scoreIn, signed } from "../../view/format";
import { Word } from "../../view/Word";
import type { RowsScene } from "./scene";
import type { RowsState } from "./slice";

export function Readout({ scene, view }: { scene: RowsScene; view: RowsState }) {
  const { at } = view;
  const { figure } = scene;
  if (!at) {
    return (
      <p class="readout muted" data-testid="readout">
        Point at a row, or use arrow keys, to read it; press to open it.
      </p>
    );
  }
  const lane = scene.lanes[at.lane];
  const is = lane.of === null ? "" : cellText(scene.cell(at.row, lane.of));
  return (
    <p class="readout number" data-testid="readout" aria-live="polite">
      <bdi class="clip">{figure.rows[at.row]}</bdi>
      <span>
        {figure.labels[figure.of[at.row]]} {scoreIn(figure, figure.scores[at.row])}
      </span>
      <Word text={lane.name} ordinal={lane.ordinal} />
      {is && <span>is {is}</span>}
      <span>{signed(lane.values[at.row])}</span>
    </p>
  );
}

function cellText(cell: number | string | null): string {
  if (cell === null) return "missing";
  return typeof cell === "number" ? number(cell) : cell;
}
