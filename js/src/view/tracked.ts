// State whose readers are known: what was made from a field is made again when that field changes.

import { effect, signal } from "@preact/signals-core";
import { useMemo } from "preact/hooks";

/** An object with these fields, each of them tracked, laid over another whose fields show through. */
export function tracked<T extends object, U extends object = object>(
  fields: T,
  under: U = {} as U,
): T & U {
  const object = Object.create(under);
  for (const [name, value] of Object.entries(fields)) {
    const field = signal<unknown>(value);
    Object.defineProperty(object, name, {
      enumerable: true,
      get: () => field.value,
      set: (next) => {
        field.value = next;
      },
    });
  }
  return object;
}

/** Run once, and call back as soon as a tracked field that was read has changed; returns how to stop. */
export function watch(run: () => void, changed: () => void): () => void {
  let ran = false;
  return effect(() => {
    if (ran) changed();
    else {
      ran = true;
      run();
    }
  });
}

/** What a function makes of its arguments, kept until these are others: none can be forgotten. */
export function useMade<A extends unknown[], T>(make: (...given: A) => T, ...given: A): T {
  return useMemo(() => make(...given), given);
}
