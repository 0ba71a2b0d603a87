/** Keys for who does not want to reach for a mouse: `g p` for proposals and so on, `?` for the list. */

import { signal } from "@preact/signals";
import { go, hrefOf } from "./router";
import { place } from "./store";

export const isHelpOpen = signal(false);

/** After `g`: the first letter of a tab, and what it opens. */
export const GO: Readonly<Record<string, readonly string[]>> = {
  o: [],
  p: ["proposals"],
  m: ["money"],
  a: ["partners"],
  t: ["terms"],
  r: ["projects"],
};

/** Milliseconds between the two letters. */
const PAUSE = 1_000;

export function followKeys(): void {
  let began = 0;
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    const letter = event.key.toLowerCase();
    if (letter === "?") {
      isHelpOpen.value = !isHelpOpen.value;
    } else if (letter === "/") {
      event.preventDefault();
      go(hrefOf(undefined));
    } else if (letter === "g") {
      began = event.timeStamp;
      return;
    } else if (GO[letter] && event.timeStamp - began < PAUSE && place.value) {
      go(hrefOf(place.value, ...GO[letter]));
    }
    began = 0;
  });
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));
}
