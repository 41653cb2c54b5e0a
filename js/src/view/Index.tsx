// What there is to choose from: small pictures in rows, or a list of what can be compared on one scale.

import { useLayoutEffect, useRef } from "preact/hooks";
import type { PaletteName, Rgb } from "../generated/palettes";
import { number, scoreIn } from "./format";
import { commonScale, type Gallery } from "./gallery";
import type { Entry } from "./kind";
import { control, reveal, walk } from "./parts";
import type { Shared } from "./state";
import { useMade } from "./tracked";

export function Index(props: {
  gallery: Gallery;
  view: Shared;
  paper: Rgb;
  pick: (index: number) => void;
}) {
  const { view } = props;
  const { title, entries } = props.gallery;
  const scale = useMade(commonScale, entries)?.scale ?? null;
  const listed = scale !== null;
  const list = useRef<HTMLDivElement>(null);
  // Where the view is made again, its entry may stand far down.
  useLayoutEffect(() => {
    if (listed && list.current) reveal(list.current, list.current.children[view.entry]);
  }, [listed, view.entry]);
  return (
    <nav class="gallery" aria-label="Explanations to choose from">
      {title && <h1 class="clip">{title}</h1>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows that its buttons do not use */}
      <div
        ref={list}
        class={listed ? "index list" : "index"}
        data-testid="index"
        onKeyDown={(event) => listed && list.current && walk(list.current, event)}
      >
        {entries.map((entry, i) => (
          <Choice
            // Entries never move, so their place is their identity.
            key={String(i)}
            entry={entry}
            index={i}
            current={i === view.entry}
            // A list has one stop for the keyboard, its arrows the rest.
            stop={!listed || i === view.entry}
            scale={scale}
            palette={view.palette}
            paper={props.paper}
            pick={props.pick}
          />
        ))}
      </div>
      {scale !== null && scale > 0 && (
        <p class="one-scale muted number" data-testid="one-scale">
          All on one scale: full colour is ±{number(scale)}.
        </p>
      )}
    </nav>
  );
}

function Choice(props: {
  entry: Entry;
  index: number;
  current: boolean;
  stop: boolean;
  /** The scale of all, or null where each has its own. */
  scale: number | null;
  palette: PaletteName;
  paper: Rgb;
  pick: (index: number) => void;
}) {
  const { index, scale, palette, paper } = props;
  const { drawable } = props.entry;
  const figure = drawable?.scene.figure;
  const label = figure ? figure.target.label : "unreadable";
  const name = figure?.title || `${drawable?.kind.noun[0] ?? "picture"} ${index + 1}`;
  const leans = figure?.said.baseline?.leans ? ", from a baseline that leans" : "";
  return (
    <button
      type="button"
      {...control(`entry-${index}`, `${name}: ${label}`, `${name}: ${label}${leans}`)}
      aria-current={props.current ? "true" : undefined}
      tabIndex={props.stop ? 0 : -1}
      onClick={() => props.pick(index)}
    >
      {drawable && (
        <drawable.kind.drawing.Tile {...{ index, scale, palette, paper }} scene={drawable.scene} />
      )}
      <span class="clip">{label}</span>
      {figure && <span class="number muted">{scoreIn(figure, figure.score)}</span>}
    </button>
  );
}
