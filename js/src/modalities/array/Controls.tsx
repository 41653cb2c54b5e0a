// How an array is drawn: none of it leaves the browser.

import { CertainChoice, ClipSlider, PaletteButton, PolarityChoice } from "../../view/choices";
import { control } from "../../view/parts";
import type { ArrayScene } from "./scene";
import type { ArrayState } from "./slice";

export function Controls(props: { scene: ArrayScene; view: ArrayState }) {
  const { scene, view } = props;
  return (
    <>
      {scene.longest && <Choice {...props} side={0} name="rows" />}
      {scene.longest && <Choice {...props} side={1} name="columns" />}
      <PolarityChoice view={view} />
      <div class="shades">
        {scene.figure.error && <CertainChoice view={view} parts="values" />}
        {scene.longest && (
          <ClipSlider
            view={view}
            tip="Percentile of values drawn in the end colours: lower shows fainter attribution"
          />
        )}
        <PaletteButton view={view} />
      </div>
    </>
  );
}

/** Which axis is drawn as rows, or as columns; where it is the other's, both change places. */
function Choice(props: { scene: ArrayScene; view: ArrayState; side: 0 | 1; name: string }) {
  const { scene, view, side, name } = props;
  const axes = view.axes ?? scene.longest ?? [0, 1];
  const other = axes[1 - side];
  const pick = (axis: number) => {
    const kept = axis === other ? axes[side] : other;
    Object.assign(view, { axes: side === 0 ? [axis, kept] : [kept, axis], pixel: null });
  };
  return (
    <label>
      <span class="muted">{name} </span>
      <select
        {...control(name, `Axis drawn as ${name}`, `Which axis is drawn as ${name}`)}
        value={axes[side]}
        onChange={(event) => pick(Number(event.currentTarget.value))}
      >
        {scene.figure.shape.map((length, axis) => (
          <option key={axis} value={axis}>
            axis {axis} ({length})
          </option>
        ))}
      </select>
    </label>
  );
}
