// The strongest channels as bars that build up along α, and how the chosen one does.

import { MOST_SHOWN } from "../../generated/limits";
import { Bars } from "../../view/Bars";
import type { BuildUp } from "../../view/charts/Growth";
import { othersName, signed } from "../../view/format";
import { sumOf } from "../../view/trust";
import { spoken, Word } from "../../view/Word";
import type { Channels } from "./channels";
import type { ImageScene } from "./scene";
import type { ImageState } from "./slice";

export function Strongest(props: { scene: ImageScene; channels: Channels; view: ImageState }) {
  const { scene, channels, view } = props;
  const { list } = channels;
  const stage = channels.path.stage(view.alpha);
  const final = channels.path.isFinal(stage);
  const every = channels.strongest({ polarity: "both", certain: false }, stage, list.length);
  const shown = every.slice(0, MOST_SHOWN);
  const others = every.slice(MOST_SHOWN);
  const sum = sumOf(scene.figure, view.alpha);
  return (
    <Bars
      {...{ final, alpha: view.alpha, noun: "channel", most: MOST_SHOWN, of: list.length, sum }}
      reach={channels.reach(final)}
      bars={shown.map(({ span, value, final }) => {
        const { name, ordinal } = list[span];
        const label = <Word text={name} ordinal={ordinal} />;
        return { key: span, name: spoken(name, ordinal), label, special: false, value, final };
      })}
      rest={
        others.length > 0
          ? [
              othersName(others.length),
              signed(others.reduce((total, { value }) => total + value, 0)),
            ]
          : null
      }
      chosen={view.channel}
      hovered={view.hoveredChannel}
      onChoose={(channel) => {
        view.channel = channel;
      }}
      onHover={(channel) => {
        view.hoveredChannel = channel;
      }}
    />
  );
}

/** How the chosen channel builds up along the path; null where none is chosen. */
export function buildUpOf(channels: Channels | null, chosen: number | null): BuildUp | null {
  const channel = chosen === null ? undefined : channels?.list[chosen];
  if (!channels || !channel) return null;
  const { name, ordinal, from } = channel;
  return { name, ordinal, points: channels.buildUp(from) };
}
