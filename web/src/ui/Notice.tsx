import type { ComponentChildren } from "preact";

import { Icon, type IconName } from "./Icon";
import { classes } from "./vars";

const ICONS: Record<NoticeKind, IconName> = { ok: "good", wait: "clock", against: "warn", plain: "info" };

/** `ok`: it would work. `wait`: something has to come first. `against`: it would not, or something is wrong. */
export type NoticeKind = "ok" | "wait" | "against" | "plain";

/** A few sentences that stand out, with a drawing and words: never colour alone. */
export function Notice({ kind = "plain", title, children, live, icon }: {
  kind?: NoticeKind | undefined;
  title?: ComponentChildren;
  children?: ComponentChildren;
  /** Said when it comes. */
  live?: boolean | undefined;
  icon?: IconName | undefined;
}) {
  return (
    <div class={classes("note", kind !== "plain" && `note--${kind}`)} role={live ? "status" : undefined}>
      <Icon name={icon ?? ICONS[kind]} />
      <div class="note__text">{title && <p><b>{title}</b></p>}{children && <div>{children}</div>}</div>
    </div>
  );
}
