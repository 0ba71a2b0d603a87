import type { ComponentChildren } from "preact";

import { t } from "../text";
import { Button } from "./Button";
import { Icon } from "./Icon";
import { Said } from "./Said";
import { vars } from "./vars";

/** Boxes of the final size while something is read. `rows` of a card, each with a heading line and a soft one. */
export function Skeleton({ rows = 3, label }: { rows?: number | undefined; label?: string | undefined }) {
  return (
    <div class="card" role="status">
      <span class="vh">{label ?? t.value.common.loading}</span>
      {Array.from({ length: rows }, (_, at) => (
        <div class="skel__row" aria-hidden="true" key={at}>
          <span class="skel__bar" ref={vars({ "--part": `${[62, 48, 70, 55][at % 4] ?? 60}%` })} />
          <span class="skel__bar" ref={vars({ "--part": `${[34, 40, 28, 37][at % 4] ?? 35}%` })} />
        </div>
      ))}
    </div>
  );
}

/** A number that is not known yet, as wide as one. */
export function SkeletonNumber() {
  return <span class="skel__n" aria-hidden="true" />;
}

/** After three seconds: who is asked, and another way. */
export function Asking({ source, onAnother }: { source: string; onAnother: () => void }) {
  return <p class="asking" role="status"><span>{t.value.states.loading(source)}</span> <Button kind="quiet" small onPress={onAnother}>{t.value.states.another}</Button></p>;
}

/** Nothing there: what will stand here, and the first step. */
export function Empty({ children, act, bare }: {
  children: ComponentChildren;
  act?: ComponentChildren;
  /** Inside a card. */
  bare?: boolean | undefined;
}) {
  return <div class={bare ? "empty" : "card empty"}><p>{children}</p>{act}</div>;
}

/** A page that is being read: a heading, a card of rows, one aside. */
export function Loading() {
  return (
    <div class="loading">
      <div class="head" aria-hidden="true"><span class="skel__bar skel__bar--h1" /><span class="skel__bar skel__bar--lead" /></div>
      <div class="cols"><div class="stack"><Skeleton rows={3} /><Skeleton rows={4} /></div><div class="stack"><Skeleton rows={2} /></div></div>
    </div>
  );
}

/** Something could not be read: from whom, what still holds, one thing to do. */
export function ErrorBox({ title, why, children, act, onAgain }: {
  title: ComponentChildren;
  /** What the source said; a stranger's words. */
  why?: string | undefined;
  children?: ComponentChildren;
  act?: ComponentChildren;
  /** A button that tries again. */
  onAgain?: (() => void) | undefined;
}) {
  return (
    <div class="wrong" role="alert">
      <Icon name="warn" />
      <p><b>{title}</b></p>
      {why && <p class="small"><Said as="inline" text={why} limit={300} /></p>}
      {children && <div class="small">{children}</div>}
      {(act ?? onAgain) && <div class="wrong__acts">{onAgain && <Button small onPress={onAgain}>{t.value.states.again}</Button>}{act}</div>}
    </div>
  );
}
