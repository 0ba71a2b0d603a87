/** One live region for the whole page: what changed is said once, politely, and stands nowhere for a time only. */
import { signal } from "@preact/signals";

const said = signal("");

/** Says something to who listens instead of looking. The same words twice are said twice. */
export function announce(text: string): void {
  said.value = "";
  requestAnimationFrame(() => {
    said.value = text;
  });
}

/** Stands once, at the end of the page. */
export function LiveRegion() {
  return <p class="vh" role="status" aria-live="polite">{said.value}</p>;
}
