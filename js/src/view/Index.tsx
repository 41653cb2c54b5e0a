// What there is to choose from: pictures as thumbnails, texts as coloured sentences.

import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Pixels } from "../modalities/image/paint/pictures";
import type { Scene } from "../modalities/image/scene";
import { sharedScale, type TextScene } from "../modalities/text/scene";
import { Box, tones } from "../modalities/text/Text";
import { number, scoreIn } from "./format";
import type { PaletteName, Rgb } from "./palette";
import { Canvas, control, reveal, walk } from "./parts";
import { initialView, type View } from "./state";
import { baselineSays } from "./trust";

/** One figure of several; without a scene where it could not be read, and why. */
export interface Entry {
  scene: Scene | TextScene | null;
  error: string;
}

/** Letters that surely fill the lines an index has for a text. */
const LETTERS = 420;

/** The scale of a gallery that holds nothing but texts, else null. */
export function galleryScale(entries: readonly Entry[]): number | null {
  const scenes = entries.flatMap(({ scene }) => scene ?? []);
  const texts = scenes.filter((scene) => scene.kind === "tokens");
  return texts.length > 0 && texts.length === scenes.length ? sharedScale(texts) : null;
}

export function Index(props: {
  title: string;
  entries: Entry[];
  view: View;
  paper: Rgb;
  pick: (index: number) => void;
}) {
  const { entries, view } = props;
  const scale = useMemo(() => galleryScale(entries), [entries]);
  const texts = scale !== null;
  const list = useRef<HTMLDivElement>(null);
  // Where the view is made again, its entry may stand far down.
  useLayoutEffect(() => {
    if (texts && list.current) reveal(list.current, list.current.children[view.entry]);
  }, [texts, view.entry]);
  return (
    <nav class="gallery" aria-label="Explanations to choose from">
      {props.title && <h1 class="clip">{props.title}</h1>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows that its buttons do not use */}
      <div
        ref={list}
        class={texts ? "index texts" : "index"}
        data-testid="index"
        onKeyDown={(event) => texts && list.current && walk(list.current, event)}
      >
        {entries.map((entry, i) => (
          <Tile
            // Entries never move, so their place is their identity.
            key={String(i)}
            entry={entry}
            index={i}
            current={i === view.entry}
            // A list has one stop for the keyboard, its arrows the rest.
            stop={!texts || i === view.entry}
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

interface TileProps {
  entry: Entry;
  index: number;
  current: boolean;
  stop: boolean;
  /** The scale of all, or null where each has its own. */
  scale: number | null;
  palette: PaletteName;
  paper: Rgb;
  pick: (index: number) => void;
}

function Tile(props: TileProps) {
  const { index } = props;
  const { scene } = props.entry;
  const figure = scene?.figure;
  const label = figure ? figure.target.label : "unreadable";
  const name = figure?.title || `${figure?.kind === "tokens" ? "text" : "picture"} ${index + 1}`;
  const leans = figure && baselineSays(figure)?.leans ? ", from a baseline that leans" : "";
  return (
    <button
      type="button"
      class={scene?.kind === "tokens" ? "text-tile" : ""}
      {...control(`entry-${index}`, `${name}: ${label}`, `${name}: ${label}${leans}`)}
      aria-current={props.current ? "true" : undefined}
      tabIndex={props.stop ? 0 : -1}
      onClick={() => props.pick(index)}
    >
      {scene?.kind === "image" && <Thumbnail scene={scene} index={index} />}
      {scene?.kind === "tokens" && <Sentence {...props} scene={scene} />}
      <span class="clip">{label}</span>
      {figure && <span class="number muted">{scoreIn(figure, figure.score)}</span>}
    </button>
  );
}

/** What the explorer opens with, so that two classes of one photo look different. */
function firstLook(scene: Scene): Pixels {
  const view = initialView();
  return scene.picture(view, scene.stage(view.alpha));
}

function Thumbnail(props: { scene: Scene; index: number }) {
  const { scene, index } = props;
  const pixels = useMemo(() => firstLook(scene), [scene]);
  const { width, height } = scene.figure;
  return <Canvas id={`thumb-${index}`} label="" {...{ pixels, width, height }} />;
}

/** As much of a text as has room, in its final colours. */
function Sentence(props: TileProps & { scene: TextScene }) {
  const { scene, index, palette, paper, scale } = props;
  const boxes = useMemo(() => {
    const view = { ...initialView(), palette };
    const { list } = scene.units(view.words);
    const colours = tones(scene, view, scene.steps.stage(1), paper, scale ?? scene.scale(view));
    let letters = 0;
    const end = list.findIndex((unit) => {
      letters += unit.before.length + unit.text.length;
      return letters > LETTERS;
    });
    return list
      .slice(0, end < 0 ? list.length : end)
      .map((unit, i) => (
        <Box key={String(unit.from)} unit={unit} index={i} tone={colours[i] ?? null} />
      ));
  }, [scene, palette, String(paper), scale]);
  return (
    <span class="page" data-testid={`thumb-${index}`}>
      <span class="sentence" dir="auto">
        {boxes}
      </span>
    </span>
  );
}
