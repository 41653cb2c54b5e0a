// Whether a view stands inside another, which says of all its parts what each would say of itself.

import { createContext } from "preact";
import { useContext } from "preact/hooks";

export const Nested = createContext(false);

export const useNested = (): boolean => useContext(Nested);
