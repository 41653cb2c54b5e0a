// A series that can be heard.

import { useLayoutEffect, useRef } from "preact/hooks";
import { LEAST_RATE } from "../../generated/limits";
import { control } from "../../view/parts";
import type { SeriesScene } from "./scene";
import type { SeriesState } from "./slice";
import type { SeriesFigure } from "./types";

export const isSound = ({ rate, channels }: SeriesFigure): boolean =>
  (rate ?? 0) >= LEAST_RATE && channels.length < 3;

export function Sound({ scene, view }: { scene: SeriesScene; view: SeriesState }) {
  const { figure } = scene;
  const player = useRef<HTMLAudioElement>(null);
  useLayoutEffect(() => {
    const audio = player.current as HTMLAudioElement;
    audio.src = URL.createObjectURL(new Blob([wav(figure)], { type: "audio/wav" }));
    return () => URL.revokeObjectURL(audio.src);
  }, [figure]);
  const name = "Hear the series";
  return (
    <audio
      ref={player}
      controls
      {...control("sound", name, name)}
      onTimeUpdate={({ currentTarget }) => {
        view.heard = currentTarget.currentTime * (figure.rate as number);
      }}
    />
  );
}

/** 16-bit PCM; what is louder than 1 is scaled to it. Numbers are little endian, as on the wire. */
export function wav({ rate, channels, length, inputs }: SeriesFigure): ArrayBuffer {
  const [count, size, hertz] = [channels.length, 2 * inputs.length, Math.round(rate as number)];
  const loudest = inputs.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const buffer = new ArrayBuffer(44 + size);
  // "RIFF" size "WAVE" "fmt " 16, PCM and channels, rates, frame and bits, "data" size
  new Uint32Array(buffer, 0, 11).set([
    0x46464952,
    36 + size,
    0x45564157,
    0x20746d66,
    16,
    1 + (count << 16),
    hertz,
    2 * count * hertz,
    2 * count + (16 << 16),
    0x61746164,
    size,
  ]);
  const levels = new Int16Array(buffer, 44);
  for (let i = 0; i < levels.length; i++) {
    const value = inputs[(i % count) * length + Math.floor(i / count)];
    levels[i] = Math.round((32767 * value) / loudest);
  }
  return buffer;
}
