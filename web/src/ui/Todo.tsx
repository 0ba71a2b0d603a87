import type { ComponentChildren } from "preact";

import { Icon, type IconName } from "./Icon";

/** What waits for the reader: what it is, why, and one button. */
export function Todo({ icon, title, children, act }: { icon: IconName; title: ComponentChildren; children?: ComponentChildren; act?: ComponentChildren }) {
  return (
    <div class="row todo">
      <span class="todo__ico"><Icon name={icon} /></span>
      <h3>{title}</h3>
      {children && <p>{children}</p>}
      {act && <div class="todo__act">{act}</div>}
    </div>
  );
}
