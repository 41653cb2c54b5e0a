// A text in a gallery: as much of it as has room, in its final colours.

import type { JSX } from "preact";
import type { PaletteName, Rgb } from "../../generated/palettes";
import type { TileProps } from "../../view/kind";
import { OPENING } from "../../view/state";
import { useMade } from "../../view/tracked";
import { Box } from "./boxes";
import { tonesOf } from "./drawing";
import type { TextScene } from "./scene";
import { fresh } from "./slice";

/** Letters that surely fill the lines a gallery has for a text. */
const LETTERS = 420;

export function Tile(props: TileProps<TextScene>) {
  const { scene, palette, paper, scale } = props;
  const boxes = useMade(sentence, scene, palette, paper, scale);
  return (
    <span class="page" data-testid={`thumb-${props.index}`}>
      <span class="sentence" dir="auto">
        {boxes}
      </span>
    </span>
  );
}

function sentence(
  scene: TextScene,
  palette: PaletteName,
  paper: Rgb,
  scale: number | null,
): JSX.Element[] {
  const view = { ...OPENING, ...fresh() };
  const units = scene.units(view.words);
  const stage = scene.steps.stage(view.alpha);
  const tones = tonesOf(units, view, stage, scale ?? units.scale, palette, paper);
  let letters = 0;
  const end = units.list.findIndex((unit) => {
    letters += unit.before.length + unit.text.length;
    return letters > LETTERS;
  });
  return units.list
    .slice(0, end < 0 ? units.list.length : end)
    .map((unit, i) => (
      <Box key={String(unit.from)} unit={unit} index={i} tone={tones[i] ?? null} />
    ));
}
