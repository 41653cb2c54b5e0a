// The attribution alone, on a scale with zero in the middle.

import { USUAL } from "../../../generated/modes";
import { PALETTES, type Rgb } from "../../../generated/palettes";
import { ColourBar } from "../../../view/ColourBar";
import { heatMap, tableOf } from "../../../view/paint/pictures";
import { colours } from "../../../view/sentences";
import { pixels } from "../grained";
import type { ImageScene } from "../scene";
import type { ImageState } from "../slice";
import { type Mode, NEAR_TOP } from "./mode";

const { opens, ...usual } = USUAL.heat;

export const HEAT: Mode = {
  id: "heat",
  label: "Heat map",
  tip: "The attribution alone, on a scale with zero in the middle",
  clip: {
    ...NEAR_TOP,
    opens,
    tip: "Percentile of pixels drawn in the end colours: lower shows fainter attribution",
  },
  ...usual,
  swatches: false,
  mixes: false,
  legend: ({ palette, polarity }) => colours(palette, polarity),
  draw(scene, view, stage) {
    const { signed } = scene.at(view).drawn(view.certain, stage);
    const options = {
      kept: view.polarity,
      image: scene.figure.image,
      cover: view.strength.heat,
    };
    return heatMap(signed, heatScale(scene, view, stage), tableOf(view.palette), options);
  },
  Scale,
};

/** Value drawn in the end colours: the pinned one, else one that fits. */
export function heatScale(scene: ImageScene, view: ImageState, stage: number): number {
  return view.pin ?? scene.at(view).scaling(stage).magnitudeRanking.percentile(view.clip.heat);
}

function Scale(props: { scene: ImageScene; view: ImageState; stage: number }) {
  const { scene, view } = props;
  const { heatPositive, heatNegative } = PALETTES[view.palette];
  const end = heatScale(scene, view, props.stage);
  const { grain } = scene.at(view);
  // The sign that is left out is drawn as zero, so its half of the bar is, too.
  const shown = (stops: readonly Rgb[], out: boolean) =>
    stops.map((stop) => (out ? stops[0] : stop));
  const below = shown(heatNegative, view.polarity === "positive");
  const above = shown(heatPositive, view.polarity === "negative");
  return (
    <ColourBar
      stops={[...below.reverse(), ...above.slice(1)]}
      end={end}
      tip={`${grain === 1 ? "Attribution of a pixel" : `What ${pixels(grain)} around add up to`}, in the unit of the score (${scene.figure.output}); values beyond an end have its colour`}
      pinned={view.pin !== null}
      others="other classes and pictures"
      onPin={(on) => {
        view.pin = on ? end : null;
      }}
    />
  );
}
