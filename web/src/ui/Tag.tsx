import type { ComponentChildren } from "preact";

import { initials, safeLine } from "../format";
import { t } from "../text";
import { Icon, type IconName } from "./Icon";
import { classes } from "./vars";

/** `open` is ink: something can be done. `done` is past. `good`, `bad`, `wait` have their colour, a drawing and a word. */
export type StateKind = "open" | "done" | "good" | "bad" | "wait";

const ICONS: Record<StateKind, IconName> = { open: "pen", done: "check", good: "check", bad: "cross", wait: "clock" };

/** Where something stands, in words. */
export function State({ kind, children, icon, inline }: {
  kind: StateKind;
  children: ComponentChildren;
  icon?: IconName | false | undefined;
  /** After other words in a line. */
  inline?: boolean | undefined;
}) {
  return <span class={classes("state", `state--${kind}`, inline && "state--in")}>{icon !== false && <Icon name={icon ?? ICONS[kind]} small />}{children}</span>;
}

/** A small word in a frame: a role, a kind. */
export function Tag({ children }: { children: ComponentChildren }) {
  return <span class="tag">{children}</span>;
}

/** Beside the reader's own name. */
export function You() {
  return <span class="you">{t.value.common.you}</span>;
}

/** Two letters that stand for a partner; a drawing for one without a name. */
export function Mono({ name, me }: { name: string; me?: boolean | undefined }) {
  const isAddress = /^0x[0-9a-fA-F]/.test(name);
  return <span class={classes("mono", me && "mono--me")} aria-hidden="true">{isAddress ? <Icon name="partners" /> : initials(safeLine(name, 60))}</span>;
}

/** How many wait. */
export function Count({ of, label }: { of: number; label: string }) {
  return of > 0 ? <span class="count">{of}<span class="vh">{` ${label}`}</span></span> : null;
}

/** A partner in a list: letters, name, a line below. */
export function Partner({ name, href, me, children }: { name: string; href?: string | undefined; me?: boolean | undefined; children?: ComponentChildren }) {
  const shown = safeLine(name, 80);
  return (
    <span class="partner">
      <Mono name={name} me={me} />
      <span>{href ? <a href={href}>{shown}</a> : shown}{me && <>{" "}<You /></>}{children && <small>{children}</small>}</span>
    </span>
  );
}
