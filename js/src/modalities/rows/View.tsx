// The explorer of many rows: features by size, all rows beside them, and the row that is open.

import { useEffect, useState } from "preact/hooks";
import { BarList } from "../../view/Bars";
import { PaletteButton } from "../../view/choices";
import { Footer } from "../../view/Footer";
import { count, number, percent, scoreIn, signed } from "../../view/format";
import { named } from "../../view/Help";
import type { Drawable, ViewProps } from "../../view/kind";
import { Nested } from "../../view/nested";
import { type Option, Segments, Term } from "../../view/parts";
import { SignedScale } from "../../view/SignedScale";
import { colours, meaning } from "../../view/sentences";
import { tracked, useMade } from "../../view/tracked";
import { spoken, Word } from "../../view/Word";
import { Plane } from "./Plane";
import type { RowsScene } from "./scene";
import type { Drawn, Order, RowsSlice, RowsState } from "./slice";
import { saveValues } from "./table";

type Props = ViewProps<RowsScene, RowsSlice>;

const TIP =
  "The features by the mean size of their attributions over all rows; press one to order the rows by it";
const DRAWN: Option<Drawn>[] = [
  {
    value: "heat",
    label: "Heat map",
    id: "drawn-heat",
    tip: "Every attribution as a colour, rows from left to right",
  },
  {
    value: "points",
    label: "Points",
    id: "drawn-points",
    tip: "Every attribution as a point, the stronger the larger the feature is in its row",
  },
];
const ORDERS: Option<Order>[] = [
  {
    value: "score",
    label: "by score",
    id: "order-score",
    tip: "The row with the lowest score at the left",
  },
  { value: "given", label: "as given", id: "order-given", tip: "The first row at the left" },
  {
    value: "feature",
    label: "by feature",
    id: "order-feature",
    tip: "By the attribution of the chosen feature, the lowest at the left",
  },
];

export function View(props: Props) {
  const { scene, view, host, status, page } = props;
  const { figure } = scene;
  const tip = meaning(view.palette, "a feature");
  const narrow = page.width < 560;
  const list = narrow ? page.width : Math.min(380, page.width * 0.45);
  const width = Math.max(120, Math.floor(narrow ? page.width : page.width - list - 20));
  const order = useMade(ordered, scene, view.order, view.lane);
  return (
    <>
      <header class="lines">
        <div class="claim">
          <h2 tabIndex={-1} data-testid="target">
            <span class="clip">{figure.target.label}</span>{" "}
            <span class="number">{scoreIn(figure, figure.score)}</span>
          </h2>
        </div>
        <p class="muted number" data-testid="starts">
          {scoreIn(figure, figure.baseline_score)} at the {figure.baseline_name} baseline
        </p>
      </header>
      <div class={narrow ? "rows narrow" : "rows"} style={{ "--list": `${list}px` }}>
        <Features {...{ scene, view }} />
        <div class="all">
          <p class="caption muted">{caption(scene, view, width)}</p>
          <Plane {...{ scene, view, page, order, width }} />
        </div>
      </div>
      <Readout {...{ scene, view }} />
      <div class="controls">
        <Segments
          name="Drawing"
          value={view.drawn}
          options={DRAWN}
          onPick={(drawn) => {
            view.drawn = drawn;
          }}
        />
        <Segments
          name="Order of the rows"
          value={view.order}
          options={ORDERS}
          hidden={view.drawn !== "heat"}
          onPick={(picked) => {
            view.order = picked;
          }}
        />
        <div class="colours">
          {view.drawn === "heat" && (
            <SignedScale
              palette={view.palette}
              polarity="both"
              paper={page.paper}
              output={figure.output}
              end={view.pin ?? scene.end}
              kept={view}
              others="other tables"
            />
          )}
          <PaletteButton view={view} hidden={view.drawn !== "heat"} />
        </div>
      </div>
      <OneRow {...props} />
      <Footer
        {...{ figure, view, host, status }}
        legend={{ text: view.drawn === "heat" ? colours(view.palette, "both") : POINTS, tip }}
        help={{ question: <Question scene={scene} />, meaning: tip }}
        download={{
          name: "Download the values",
          tip: "Download the attributions of all rows as a table (CSV)",
          run: () => saveValues(scene),
        }}
      />
    </>
  );
}

const POINTS = "Right of the line a feature raises the score of its row, left of it lowers it.";

const ordered = (scene: RowsScene, by: Order, lane: number | null): Int32Array =>
  scene.order(by, lane);

function caption(scene: RowsScene, view: RowsState, width: number): string {
  const rows = `${count(scene.count)} row${scene.count === 1 ? "" : "s"}`;
  if (view.drawn === "points") return `${rows}: each a point, strong where the feature is large`;
  const each = Math.ceil(scene.count / Math.max(1, Math.floor(width)));
  return each > 1
    ? `${rows}: each line the mean of about ${count(each)}`
    : `${rows}, from left to right`;
}

/** The features by mean size, each as high as its lane. */
function Features({ scene, view }: { scene: RowsScene; view: RowsState }) {
  const bars = scene.lanes.map(({ name, ordinal, size, mean }, key) => ({
    key,
    name: `${spoken(name, ordinal)}, mean ${signed(mean)}`,
    label: (
      <span class="feature">
        <Word text={name} ordinal={ordinal} />
      </span>
    ),
    special: false,
    value: mean < 0 ? -size : size,
    final: size,
  }));
  const high = scene.lanes[0].size || 1;
  return (
    <section class="bars final" aria-label="Features by mean size" data-testid="features">
      <p class="caption">
        <Term tip={TIP}>mean size over rows</Term>
      </p>
      <BarList
        bars={bars.map((bar) => ({ ...bar, value: Math.abs(bar.value) }))}
        reach={{ low: 0, high }}
        final={true}
        marks={false}
        id="feature"
        rows={bars.length}
        chosen={view.order === "feature" ? view.lane : null}
        hovered={view.at?.lane ?? null}
        onChoose={(lane) => {
          view.lane = lane;
          view.order = lane === null ? "score" : "feature";
        }}
        onHover={() => {}}
      />
    </section>
  );
}

function Readout({ scene, view }: { scene: RowsScene; view: RowsState }) {
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

/** The view of the row that is open. */
function OneRow(props: Props) {
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

function Question({ scene }: { scene: RowsScene }) {
  const { from } = named(scene.figure);
  return (
    <>
      Which features the model&apos;s score rests on, row by row, by Integrated Gradients: each row
      has its own straight path from {from} to it. The list has the mean size of each feature&apos;s
      attributions; beside it stand those of every row. Press a row to see what its score is made
      of.
    </>
  );
}
