import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

import { classes } from "./vars";

/** White ground with an edge. `pad` if what is inside has no rows of its own. */
export function Card({ children, pad, kind, label }: {
  children: ComponentChildren;
  pad?: boolean | undefined;
  /** Further classes: `act`, `tests`, `form`. */
  kind?: string | undefined;
  label?: string | undefined;
}) {
  return <div class={classes("card", pad && "card--pad", kind)} role={label ? "group" : undefined} aria-label={label}>{children}</div>;
}

/** A row of a card, with a line between it and the next. */
export function Row({ children, kind }: { children: ComponentChildren; kind?: string | undefined }) {
  return <div class={classes("row", kind)}>{children}</div>;
}

/** A part of a page with its heading; `aside` stands at the right of it, a link most often. */
export function Section({ title, children, aside, id, inCard }: {
  title: ComponentChildren;
  children: ComponentChildren;
  aside?: ComponentChildren;
  id?: string | undefined;
  /** The heading stands inside the card: in the margin of a page. */
  inCard?: boolean | undefined;
}) {
  const made = useId();
  const heading = id ?? made;
  return (
    <section class={classes("sec", inCard && "card card--pad")} aria-labelledby={heading}>
      <div class="sec__head"><h2 id={heading} tabIndex={id ? -1 : undefined}>{title}</h2>{aside && <div class="sec__aside">{aside}</div>}</div>
      {children}
    </section>
  );
}

/** What there is to know in pairs: `To leave / 60 days' notice`, with a line below if it needs one. */
export function Facts({ of }: { of: readonly { key: string; term: ComponentChildren; value?: ComponentChildren; wide?: ComponentChildren }[] }) {
  return (
    <dl class="facts">
      {of.map((fact) => (
        <div key={fact.key}>
          <dt>{fact.term}</dt>
          {fact.value !== undefined && <dd>{fact.value}</dd>}
          {fact.wide !== undefined && <dd class="wide">{fact.wide}</dd>}
        </div>
      ))}
    </dl>
  );
}

/** Pairs beside a button that is about to be pressed; `line` draws one above it. */
export function Summary({ of }: { of: readonly { key: string; term: ComponentChildren; value: ComponentChildren; small?: ComponentChildren; line?: boolean | undefined }[] }) {
  return (
    <dl class="sum">
      {of.map((pair) => (
        <div class={classes("sum__pair", pair.line && "sum__pair--line")} key={pair.key}>
          <dt>{pair.term}</dt><dd>{pair.value}{pair.small !== undefined && <small>{pair.small}</small>}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What can be unfolded: native, so that it works by keys and is open in print. */
export function Fold({ summary, children, open }: { summary: ComponentChildren; children: ComponentChildren; open?: boolean | undefined }) {
  return (
    <details open={open}>
      <summary><svg class="ico" viewBox="0 0 24 24" aria-hidden="true"><path d="M9 6l6 6-6 6" /></svg>{summary}</summary>
      {children}
    </details>
  );
}
