// The explorer of one text.

import { CertainChoice, PaletteButton, PolarityChoice } from "../../view/choices";
import { Footer } from "../../view/Footer";
import { Header } from "../../view/Header";
import type { ViewProps } from "../../view/kind";
import { PathPanel } from "../../view/PathPanel";
import { Toggle } from "../../view/parts";
import { SignedScale } from "../../view/SignedScale";
import { meaning } from "../../view/sentences";
import { useMade } from "../../view/tracked";
import { type Drawing, drawingOf } from "./drawing";
import { Question } from "./Help";
import { column } from "./layout";
import { buildUpOf, Strongest } from "./Strongest";
import type { TextScene } from "./scene";
import { legend, MOVED, nounOf, silence } from "./sentences";
import type { TextSlice, TextState } from "./slice";
import { Text } from "./Text";
import { saveValues } from "./table";

export function View(props: ViewProps<TextScene, TextSlice>) {
  const { scene, view, host, status, page } = props;
  const { figure } = scene;
  const drawing = useMade(drawingOf, scene, view, page);
  const text = legend(view, scene);
  const label = `Attribution of each word for ${figure.target.label}. ${text}`;
  const tip = meaning(view.palette, MOVED);
  const buildUp = useMade(buildUpOf, drawing.units.value, view.token);
  return (
    <>
      <Header figure={figure} host={host} width={page.width} />
      <main class={column(figure, page.width) ? "text-beside" : "text-above"}>
        <Text
          {...{ scene, view, page, drawing, label }}
          silence={silence(view, scene, drawing.stage.value)}
        />
        <PathPanel {...{ figure, view, status, host, buildUp }}>
          <Strongest {...{ scene, view, drawing }} />
        </PathPanel>
      </main>
      <Controls {...{ scene, view, drawing }} paper={page.paper} />
      <Footer
        {...{ figure, view, host, status }}
        legend={{ text, tip }}
        help={{ question: <Question figure={figure} />, meaning: tip }}
        download={{
          name: "Download the values",
          tip: `Download the values of these ${nounOf(view)}s as a table (CSV)`,
          run: () => saveValues(scene, view.words),
        }}
      />
    </>
  );
}

function Controls(props: {
  scene: TextScene;
  view: TextState;
  drawing: Drawing;
  paper: ViewProps["page"]["paper"];
}) {
  const { scene, view, drawing } = props;
  const { error, output } = scene.figure;
  return (
    <div class="controls">
      <PolarityChoice view={view} />
      {scene.pieces && (
        <Toggle
          id="words"
          label="whole words"
          tip="The pieces of a word are added up and shown as one; without this, token by token"
          on={view.words}
          onPick={(words) => {
            view.words = words;
          }}
        />
      )}
      {error && <CertainChoice view={view} parts={`${nounOf(view)}s`} />}
      <div class="colours">
        <SignedScale
          {...{ palette: view.palette, polarity: view.polarity, paper: props.paper, output }}
          end={drawing.scale.value}
          kept={view}
          others="other classes and texts"
        />
        <PaletteButton view={view} />
      </div>
    </div>
  );
}
