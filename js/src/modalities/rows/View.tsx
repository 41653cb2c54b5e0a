// The explorer of many rows: features by size, all rows beside them, and the row that is open.

import { PaletteButton } from "../../view/choices";
import { Footer } from "../../view/Footer";
import { count, scoreIn } from "../../view/format";
import { named } from "../../view/Help";
import type { ViewProps } from "../../view/kind";
import { type Option, Segments } from "../../view/parts";
import { SignedScale } from "../../view/SignedScale";
import { colours, meaning } from "../../view/sentences";
import { useMade } from "../../view/tracked";
import { Features } from "./Features";
import { OneRow } from "./OneRow";
import { Plane } from "./Plane";
import { Readout } from "./Readout";
import type { RowsScene } from "./scene";
import type { Drawn, Order, RowsSlice, RowsState } from "./slice";
import { saveValues } from "./table";

type Props = ViewProps<RowsScene, RowsSlice>;

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
