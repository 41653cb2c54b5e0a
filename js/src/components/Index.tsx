// The list at the top of a report with several figures.

import { useMemo } from "preact/hooks";
import type { Figure } from "../figure";
import { score } from "../format";
import type { Pixels } from "../paint/pictures";
import { Scene } from "../scene";
import { initialView } from "../state";
import { Canvas, control } from "./parts";

export function Index(props: {
  title: string;
  entries: (Figure | null)[];
  current: number;
  pick: (index: number) => void;
}) {
  return (
    <>
      {props.title && <h1 class="clip">{props.title}</h1>}
      {props.entries.length > 0 && (
        <nav class="index" aria-label="Pictures in this report">
          {props.entries.map((figure, i) => (
            <Entry
              // Entries never move, so their place is their identity.
              key={String(i)}
              figure={figure}
              index={i}
              current={i === props.current}
              pick={props.pick}
            />
          ))}
        </nav>
      )}
    </>
  );
}

/** What the explorer opens with, so that two classes of one photo look different. */
function firstLook(figure: Figure): Pixels {
  const scene = new Scene(figure);
  const view = initialView();
  return scene.picture(view, scene.stage(view.alpha));
}

function Entry(props: {
  figure: Figure | null;
  index: number;
  current: boolean;
  pick: (index: number) => void;
}) {
  const { figure, index } = props;
  const pixels = useMemo(() => figure && firstLook(figure), [figure]);
  const label = figure ? figure.target.label : "unreadable";
  const name = figure?.title || `picture ${index + 1}`;
  return (
    <button
      type="button"
      {...control(`entry-${index}`, `${name}: ${label}`, `${name}: ${label}`)}
      aria-current={props.current ? "true" : undefined}
      onClick={() => props.pick(index)}
    >
      {figure && pixels && (
        <Canvas
          id={`thumb-${index}`}
          label=""
          pixels={pixels}
          width={figure.width}
          height={figure.height}
        />
      )}
      <span class="clip">{label}</span>
      {figure && <span class="number muted">{score(figure.score, figure.output)}</span>}
    </button>
  );
}
