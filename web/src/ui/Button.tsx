import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

import { Icon, type IconName } from "./Icon";
import { announce } from "./announce";
import { classes } from "./vars";

export interface ButtonProps {
  children: ComponentChildren;
  onPress?: ((event: MouseEvent) => void) | undefined;
  /** `sign` for what leads to a signature; one of them a card. `quiet` looks like a link. */
  kind?: "sign" | "plain" | "quiet" | undefined;
  /** Why it cannot be pressed now. It stays in reach of the keyboard, and says so. */
  why?: string | undefined | false;
  /** The reason below it, for everybody to read. */
  showWhy?: boolean | undefined;
  icon?: IconName | undefined;
  wide?: boolean | undefined;
  small?: boolean | undefined;
  type?: "button" | "submit" | undefined;
  /** For a switch: pressed or not. */
  pressed?: boolean | undefined;
  /** For what it opens. */
  expanded?: boolean | undefined;
  label?: string | undefined;
  id?: string | undefined;
}

/** A button that says what it will do. */
export function Button({ children, onPress, kind = "plain", why, showWhy, icon, wide, small, type = "button", pressed, expanded, label, id }: ButtonProps) {
  const whyId = useId();
  const press = (event: MouseEvent) => {
    if (why) {
      event.preventDefault();
      announce(why);
      return;
    }
    onPress?.(event);
  };
  return (
    <>
      <button
        class={classes("btn", kind !== "plain" && `btn--${kind}`, wide && "btn--wide", small && "btn--small")}
        type={type} id={id} onClick={press} aria-label={label} aria-pressed={pressed} aria-expanded={expanded}
        aria-disabled={why ? "true" : undefined} aria-describedby={why ? whyId : undefined}
      >
        {icon && <Icon name={icon} />}{children}
      </button>
      {why && <p class={showWhy ? "hint btn__why" : "vh"} id={whyId}>{why}</p>}
    </>
  );
}

/** What looks like a button and leads to another view. */
export function ButtonLink({ children, href, kind = "plain", icon, wide, small, download }: {
  children: ComponentChildren;
  href: string;
  kind?: "sign" | "plain" | "quiet" | undefined;
  icon?: IconName | undefined;
  wide?: boolean | undefined;
  small?: boolean | undefined;
  /** The name of the file that is saved. */
  download?: string | undefined;
}) {
  return (
    <a class={classes("btn", kind !== "plain" && `btn--${kind}`, wide && "btn--wide", small && "btn--small")} href={href} download={download}>
      {icon && <Icon name={icon} />}{children}
    </a>
  );
}

/** A drawing alone, 44 px, with its words for who cannot see it. */
export function IconButton({ icon, label, onPress, expanded, haspopup }: {
  icon: IconName;
  label: string;
  onPress: (event: MouseEvent) => void;
  expanded?: boolean | undefined;
  haspopup?: "menu" | "dialog" | undefined;
}) {
  return <button class="iconbtn" type="button" aria-label={label} aria-expanded={expanded} aria-haspopup={haspopup} onClick={onPress}><Icon name={icon} /></button>;
}

/** One of a few, shown at once: the buttons of a group, by arrows or Tab. */
export function Segments<T extends string>({ label, options, value, onChange }: {
  label: string;
  options: readonly { value: T; text: ComponentChildren }[];
  value: T;
  onChange: (value: T) => void;
}) {
  return (
    <div class="seg" role="group" aria-label={label}>
      {options.map((option) => (
        <button type="button" key={option.value} aria-pressed={option.value === value} onClick={() => onChange(option.value)}>{option.text}</button>
      ))}
    </div>
  );
}
