import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import { vars } from "./vars";
import { type Heights, heightsOf, placeAt, totalOf, windowOf } from "./windowing";

/** Lists up to this long are drawn whole: they are found by the browser's search, and nothing has to be measured. */
const SMALL = 60;
/** Pixels above and below what is seen that are drawn as well, so that no gap shows while scrolling. */
const AROUND = 800;
/** Milliseconds in which rows that came into view have been drawn and measured. */
const SETTLED = 300;

/** Where the list is far from the eye, the rows at that end of it stay: the keyboard finds them. */
function near([from, to]: readonly [number, number], size: number): readonly [number, number] {
  if (to > from) return [from, to];
  return from === 0 ? [0, Math.min(10, size)] : [Math.max(0, size - 10), size];
}

export interface VirtualListProps<T> {
  /** What the list is, for who cannot see it. */
  label: string;
  of: readonly T[];
  keyOf: (item: T) => string;
  row: (item: T, at: number) => ComponentChildren;
  /** How high a row is before it was measured. */
  height?: number | undefined;
  /** Told which rows are near the eye: for what is read only then. */
  onRange?: ((from: number, to: number) => void) | undefined;
}

/**
 * A list of any length that scrolls with the page: only rows near the eye are in it, each as high as it is. Screen
 * readers hear which row of how many it is; arrows, Home and End go from row to row; in print all of it stands.
 */
export function VirtualList<T>({ label, of, keyOf, row, height = 64, onRange }: VirtualListProps<T>) {
  const box = useRef<HTMLDivElement>(null);
  const heights = useRef<Heights>(heightsOf(of.length, height));
  const [range, setRange] = useState<readonly [number, number]>([0, Math.min(of.length, 30)]);
  const [, setMeasured] = useState(0);
  const [isPrinting, setPrinting] = useState(false);
  const focusNext = useRef<number | undefined>(undefined);
  if (heights.current.size !== of.length) heights.current = heightsOf(of.length, height, heights.current);
  const isWhole = of.length <= SMALL || isPrinting;

  useEffect(() => {
    if (isWhole) return;
    const look = () => {
      const top = box.current?.getBoundingClientRect().top ?? 0;
      const next = near(windowOf(heights.current, -top - AROUND, window.innerHeight - top + AROUND), heights.current.size);
      setRange((before) => (before[0] === next[0] && before[1] === next[1] ? before : next));
    };
    look();
    addEventListener("scroll", look, { passive: true });
    addEventListener("resize", look, { passive: true });
    return () => {
      removeEventListener("scroll", look);
      removeEventListener("resize", look);
    };
  }, [of.length, isWhole]);

  useEffect(() => {
    const before = () => setPrinting(true);
    const after = () => setPrinting(false);
    addEventListener("beforeprint", before);
    addEventListener("afterprint", after);
    return () => {
      removeEventListener("beforeprint", before);
      removeEventListener("afterprint", after);
    };
  }, []);

  const [from, to] = isWhole ? [0, of.length] : range;
  useEffect(() => onRange?.(from, to), [from, to]);

  useLayoutEffect(() => {
    let changed = false;
    for (const element of Array.from(box.current?.children ?? [])) {
      if (!(element instanceof HTMLElement)) continue;
      changed = heights.current.set(Number(element.dataset["at"]), element.offsetHeight) || changed;
    }
    if (changed && !isWhole) setMeasured((count) => count + 1);
    const wanted = focusNext.current;
    const target = wanted === undefined ? null : box.current?.querySelector<HTMLElement>(`[data-at="${wanted}"]`);
    if (!target) return;
    const inside = target.querySelector<HTMLElement>("a[href], button") ?? target;
    if (document.activeElement !== inside) inside.focus({ preventScroll: true });
    // Rows above it may still turn out higher than was guessed: it is followed until they have been measured.
    target.scrollIntoView({ block: "nearest" });
    setTimeout(() => {
      if (focusNext.current === wanted) focusNext.current = undefined;
    }, SETTLED);
  });

  const keys = (event: KeyboardEvent) => {
    const inRow = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("[data-at]") : null;
    if (!inRow || event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLSelectElement) return;
    const at = Number(inRow.dataset["at"]);
    const wanted = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: of.length - 1 }[event.key];
    if (wanted === undefined || wanted < 0 || wanted >= of.length) return;
    event.preventDefault();
    focusNext.current = wanted;
    if (!isWhole && (wanted < from || wanted >= to)) {
      const top = box.current?.getBoundingClientRect().top ?? 0;
      scrollTo(0, scrollY + top + placeAt(heights.current, wanted) - window.innerHeight / 2);
      setRange(windowOf(heights.current, placeAt(heights.current, wanted) - AROUND, placeAt(heights.current, wanted) + AROUND));
    }
    setMeasured((count) => count + 1);
  };

  const rows = of.slice(from, to).map((item, index) => {
    const at = from + index;
    return (
      <div key={keyOf(item)} class="vlist__row" role="listitem" data-at={at} tabIndex={-1} aria-setsize={of.length} aria-posinset={at + 1} ref={isWhole ? null : vars({ "--top": `${placeAt(heights.current, at)}px` })}>
        {row(item, at)}
      </div>
    );
  });
  return (
    <div class={isWhole ? "vlist vlist--whole" : "vlist"} role="list" aria-label={label} onKeyDown={keys} ref={(element) => { box.current = element; vars({ "--height": `${totalOf(heights.current)}px` })(element); }}>
      {rows}
    </div>
  );
}
