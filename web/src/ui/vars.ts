/** Widths and places that are data: set by the style API, which a strict content policy allows, never as an attribute. */

/** A ref that sets custom properties of its element: `<div ref={vars({ "--part": "40%" })} />`. */
export function vars(values: Readonly<Record<`--${string}`, string | number>>): (element: HTMLElement | SVGElement | null) => void {
  return (element) => {
    if (!element) return;
    for (const [name, value] of Object.entries(values)) element.style.setProperty(name, String(value));
  };
}

/** Class names that apply. */
export function classes(...names: (string | false | undefined | null)[]): string {
  return names.filter(Boolean).join(" ");
}
