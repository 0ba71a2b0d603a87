/** Documents that were opened since the page was loaded, by their hash; they are kept nowhere else. */

import { signal } from "@preact/signals";
import type { ReadDocument } from "../../model/document";
import type { Hex } from "../../types";

export const loaded = signal<ReadonlyMap<Hex, ReadDocument>>(new Map());

export function keep(document: ReadDocument): void {
  loaded.value = new Map(loaded.value).set(document.hash, document);
}

/** The fingerprint of a document in whose place another one was opened last; while that stands, nothing is accepted. */
export const mistaken = signal<Hex | undefined>(undefined);

/** The gateway that the reader named last, for the rest of this visit. */
export const gateway = signal("");
