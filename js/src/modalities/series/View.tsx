// The explorer of one series.

import { Controls } from "../../view/choices";
import { Footer } from "../../view/Footer";
import { Header } from "../../view/Header";
import type { ViewProps } from "../../view/kind";
import { PathPanel } from "../../view/PathPanel";
import { control } from "../../view/parts";
import { meaning } from "../../view/sentences";
import { legend, silence } from "../../view/silence";
import { useMade } from "../../view/tracked";
import { drawingOf } from "./drawing";
import { Heat } from "./Heat";
import { Question, TIP } from "./Help";
import { press } from "./keys";
import { Lines } from "./Lines";
import { Readout } from "./Readout";
import { isSound, Sound } from "./Sound";
import { Strongest } from "./Strongest";
import { isStrip, type SeriesScene } from "./scene";
import type { SeriesSlice } from "./slice";
import { saveValues } from "./table";
import type { SeriesFigure } from "./types";

export function View(props: ViewProps<SeriesScene, SeriesSlice>) {
  const { scene, view, host, status, page } = props;
  const { figure, intervals, steps, ways } = scene;
  const drawing = useMade(drawingOf, scene, view);
  const tip = meaning(view.palette, "a step");
  const many = isStrip(figure);
  return (
    <>
      <Header figure={figure} host={host} width={page.width} />
      <main class="series">
        <div>
          <div
            class="lanes"
            style={{ "--tall": `${many ? 320 : Math.max(64, 360 / ways.length)}px` }}
            role="application"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move along the series
            tabIndex={0}
            {...control("series", "The series", TIP)}
            onKeyDown={(event) => press(scene, view, event)}
          >
            {many ? (
              <Heat {...{ scene, view, drawing, paper: page.paper }} />
            ) : (
              <Lines {...{ scene, view, drawing }} />
            )}
            <Axis figure={figure} />
          </div>
          {isSound(figure) && <Sound {...{ scene, view }} />}
          <Readout
            {...{ scene, view, drawing }}
            silence={silence(view, intervals, steps, drawing.stage.value, "interval")}
          />
        </div>
        <PathPanel {...{ figure, view, status, host, buildUp: drawing.buildUp.value }}>
          <Strongest {...{ scene, view, drawing }} />
        </PathPanel>
      </main>
      <Controls {...{ figure, view }} parts="intervals" />
      <Footer
        {...{ figure, view, host, status }}
        legend={{ text: legend(view, intervals), tip }}
        help={{ question: <Question figure={figure} />, meaning: tip }}
        download={{
          name: "Download the values",
          tip: "Download the values of this series as a table (CSV)",
          run: () => saveValues(scene),
        }}
      />
    </>
  );
}

function Axis({ figure: { ticks, length } }: { figure: SeriesFigure }) {
  return (
    <p class="time-axis muted number" aria-hidden="true">
      {ticks.map(({ at, label }) => (
        <span key={at} style={{ left: `${(100 * (at + 0.5)) / length}%` }}>
          {label}
        </span>
      ))}
    </p>
  );
}
