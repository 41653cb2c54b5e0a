// The explorer of one graph.

import type { BuildUp } from "../../view/charts/Growth";
import { Controls } from "../../view/choices";
import { Footer } from "../../view/Footer";
import { Header } from "../../view/Header";
import type { ViewProps } from "../../view/kind";
import { PathPanel } from "../../view/PathPanel";
import { announcement, meaning } from "../../view/sentences";
import { legend, silence } from "../../view/silence";
import { useMade } from "../../view/tracked";
import { drawingOf } from "./drawing";
import { Graph } from "./Graph";
import { Question } from "./Help";
import { Features, Strongest } from "./Lists";
import { Readout } from "./Readout";
import type { GraphScene } from "./scene";
import type { GraphSlice } from "./slice";
import { saveValues } from "./table";

export function View(props: ViewProps<GraphScene, GraphSlice>) {
  const { scene, view, host, status, page } = props;
  const { figure, parts, steps, noun } = scene;
  const drawing = useMade(drawingOf, scene, view);
  const buildUp = useMade(buildUpOf, scene, view.part);
  const tip = meaning(view.palette, "a feature");
  const stage = drawing.stage.value;
  return (
    <>
      <Header figure={figure} host={host} width={page.width} />
      <main class="graph">
        <div class="side">
          <Graph {...{ scene, view, page, drawing }} label={announcement(figure, status)} />
          <Readout {...{ scene, view, stage }} silence={silence(view, parts, steps, stage, noun)} />
          <Features scene={scene} />
        </div>
        <PathPanel {...{ figure, view, status, host, buildUp }}>
          <Strongest {...{ scene, view, drawing }} />
        </PathPanel>
      </main>
      <Controls {...{ figure, view }} parts={`${noun}s`} />
      <Footer
        {...{ figure, view, host, status }}
        legend={{ text: legend(view, parts), tip }}
        help={{ question: <Question figure={figure} />, meaning: tip }}
        download={{
          name: "Download the values",
          tip: "Download the values as a table (CSV)",
          run: () => saveValues(scene),
        }}
      />
    </>
  );
}

/** How the chosen part builds up along the path; null where none is chosen. */
function buildUpOf({ parts }: GraphScene, chosen: number | null): BuildUp | null {
  const part = chosen === null ? undefined : parts.list[chosen];
  if (!part) return null;
  return { name: part.name, ordinal: part.ordinal, points: parts.buildUp(part.from) };
}
