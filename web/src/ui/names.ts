import { createContext } from "preact";
import { useContext } from "preact/hooks";

import type { Names } from "../types";

/** Who is who, for every address below. Without it nobody has a name. */
export const NamesContext = createContext<Names>({ of: () => undefined });

export function useNames(): Names {
  return useContext(NamesContext);
}
