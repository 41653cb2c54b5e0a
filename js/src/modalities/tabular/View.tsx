// The explorer of one row of a table.

import { Controls } from "../../view/choices";
import { Footer } from "../../view/Footer";
import { Header } from "../../view/Header";
import type { ViewProps } from "../../view/kind";
import { PathPanel } from "../../view/PathPanel";
import { meaning } from "../../view/sentences";
import { legend, silence } from "../../view/silence";
import { useMade } from "../../view/tracked";
import { drawingOf } from "./drawing";
import { buildUpOf } from "./features";
import { Question } from "./Help";
import { Readout } from "./Readout";
import { Strongest } from "./Strongest";
import type { RowScene } from "./scene";
import type { RowSlice } from "./slice";
import { saveValues } from "./table";
import { Waterfall } from "./Waterfall";
import { WhatIf } from "./WhatIf";

export function View(props: ViewProps<RowScene, RowSlice>) {
  const { scene, view, host, status, page } = props;
  const { figure, features, steps } = scene;
  const drawing = useMade(drawingOf, scene, view);
  const buildUp = useMade(buildUpOf, scene, view.feature);
  const tip = meaning(view.palette, "a feature");
  const stage = drawing.stage.value;
  return (
    <>
      <Header figure={figure} host={host} width={page.width} />
      <main class="tabular">
        <div class="row">
          <Waterfall {...{ scene, view, drawing }} />
          <Readout
            {...{ scene, view, stage }}
            silence={silence(view, features, steps, stage, "feature")}
          />
          <WhatIf {...{ scene, view, host, status }} />
        </div>
        <PathPanel {...{ figure, view, status, host, buildUp }}>
          <Strongest {...{ scene, view, drawing }} />
        </PathPanel>
      </main>
      <Controls {...{ figure, view }} parts="features" />
      <Footer
        {...{ figure, view, host, status }}
        legend={{ text: legend(view, features), tip }}
        help={{ question: <Question figure={figure} />, meaning: tip }}
        download={{
          name: "Download the values",
          tip: "Download the values of these features as a table (CSV)",
          run: () => saveValues(scene),
        }}
      />
    </>
  );
}
