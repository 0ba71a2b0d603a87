import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** How wide an element is, so that a picture is drawn in the pixels it gets and its letters keep their size. */
export function useWidth(guess: number): [{ current: HTMLDivElement | null }, number] {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(guess);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => setWidth(Math.max(200, Math.floor(element.getBoundingClientRect().width)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}

/** How much larger than usual the reader has text: pictures that have words in them give these more room. */
export function textScale(): number {
  return typeof document === "undefined" ? 1 : Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
}
