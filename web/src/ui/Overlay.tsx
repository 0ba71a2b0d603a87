import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";

import { t } from "../text";
import { IconButton } from "./Button";
import { Icon, type IconName } from "./Icon";
import { classes } from "./vars";

/**
 * A dialog over the page: the browser keeps the focus inside, Esc closes it, and the focus goes back to where it was.
 * It stands in the page for as long as it is open.
 */
export function Dialog({ title, children, foot, onClose, wide }: {
  title: ComponentChildren;
  children: ComponentChildren;
  foot?: ComponentChildren;
  onClose: () => void;
  wide?: boolean | undefined;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    if (dialog && !dialog.open) dialog.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const cancel = (event: Event) => {
    event.preventDefault();
    onClose();
  };
  // A press on the veil is one on the dialog itself: what is inside covers it.
  const press = (event: MouseEvent) => {
    if (event.target === ref.current) onClose();
  };
  return (
    <dialog ref={ref} class={classes("dialog", wide && "dialog--wide")} aria-labelledby={heading} onCancel={cancel} onPointerDown={press}>
      <div class="dialog__in">
        <div class="dialog__head"><h2 id={heading}>{title}</h2><IconButton icon="cross" label={t.value.common.close} onPress={onClose} /></div>
        <div class="dialog__body">{children}</div>
        {foot && <div class="dialog__foot">{foot}</div>}
      </div>
    </dialog>
  );
}

interface MenuWords {
  key: string;
  text: ComponentChildren;
  /** Below it, small. */
  note?: ComponentChildren;
  icon?: IconName | undefined;
}

export type MenuItem =
  /** `why`: it cannot be done now, and this is the reason. */
  | (MenuWords & { onPress: () => void; why?: string | undefined })
  | (MenuWords & { href: string })
  | { key: string; line: true };

/** A button that opens a list of things to do or to go to; by arrows, Home, End, first letters; Esc and Tab close it. */
export function Menu({ button, class: buttonClass = "btn", label, items, right }: {
  /** What is in the button. */
  button: ComponentChildren;
  class?: string | undefined;
  /** What the button opens, for who cannot see it. */
  label: string;
  items: readonly MenuItem[];
  /** It opens under the right edge of the button. */
  right?: boolean | undefined;
}) {
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const list = useId();
  const all = () => Array.from(box.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? []);
  const close = (back: boolean) => {
    setOpen(false);
    if (back) opener.current?.focus();
  };
  useEffect(() => {
    if (!isOpen) return;
    all()[0]?.focus();
    const outside = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
    };
  }, [isOpen]);
  const keys = (event: KeyboardEvent) => {
    if (!isOpen) return;
    const found = all();
    const at = found.findIndex((item) => item === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: found.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      found[(to + found.length) % found.length]?.focus();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      close(true);
    } else if (event.key === "Tab") {
      close(true);
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const next = [...found.slice(at + 1), ...found].find((item) => item.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()));
      next?.focus();
    }
  };
  const openByKey = (event: KeyboardEvent) => {
    if (isOpen || event.key !== "ArrowDown") return;
    event.preventDefault();
    setOpen(true);
  };
  return (
    <div class="menu" ref={box} onKeyDown={keys}>
      <button ref={opener} class={buttonClass} type="button" aria-haspopup="menu" aria-expanded={isOpen} aria-controls={isOpen ? list : undefined} onClick={() => setOpen(!isOpen)} onKeyDown={openByKey}>{button}{button !== label && <span class="vh">{label}</span>}</button>
      {isOpen && (
        <div class={classes("menu__list", right && "menu__list--right")} id={list} role="menu" aria-label={label}>
          {items.map((item) => <Item key={item.key} item={item} close={close} />)}
        </div>
      )}
    </div>
  );
}

function Item({ item, close }: { item: MenuItem; close: (back: boolean) => void }) {
  if ("line" in item) return <div class="menu__line" role="separator" />;
  const why = "why" in item ? item.why : undefined;
  const note = why ?? item.note;
  const inside = <>{item.icon && <Icon name={item.icon} />}<span>{item.text}{note && <small>{note}</small>}</span></>;
  if ("href" in item) return <a class="menu__item" role="menuitem" tabIndex={-1} href={item.href} onClick={() => close(false)}>{inside}</a>;
  const press = () => {
    if (why) return;
    close(true);
    item.onPress();
  };
  return (
    <button class="menu__item" role="menuitem" tabIndex={-1} type="button" aria-disabled={why ? "true" : undefined} onClick={press}>{inside}</button>
  );
}

/** The keys of the page, in a dialog. */
export function KeyHelp({ of, onClose }: { of: readonly { key: string; keys: readonly string[]; what: string }[]; onClose: () => void }) {
  const words = t.value.keys;
  return (
    <Dialog title={words.title} onClose={onClose}>
      <dl class="keys">
        {of.map((entry) => (
          <div key={entry.key}>
            <dt>{entry.what}</dt>
            <dd>{entry.keys.map((key, at) => <span key={key}>{at > 0 && ` ${words.then} `}<kbd>{key}</kbd></span>)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
