import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

import { shortHash } from "../format";
import { t } from "../text";
import type { Hex } from "../types";
import { Copy } from "./Copy";
import { classes } from "./vars";

/** The card in which something is signed: its heading, what happens, the button, what then. */
export function Panel({ title, small, children, onSubmit }: {
  title: ComponentChildren;
  /** Who one is here, under the heading. */
  small?: ComponentChildren;
  children: ComponentChildren;
  /** For a form, whose button is of the type `submit`. */
  onSubmit?: (() => void) | undefined;
}) {
  const heading = useId();
  const inside = (
    <>
      <div><h2 id={heading}>{title}</h2>{small && <p class="small soft">{small}</p>}</div>
      {children}
    </>
  );
  if (!onSubmit) return <section class="card panel" aria-labelledby={heading}>{inside}</section>;
  const submit = (event: Event) => {
    event.preventDefault();
    onSubmit();
  };
  return <form class="card panel" aria-labelledby={heading} noValidate onSubmit={submit}>{inside}</form>;
}

export interface ProgressStep {
  key: string;
  text: ComponentChildren;
  is: "done" | "doing" | "open" | "failed";
}

/** Where a transaction is, never a bare spinner: in the wallet, sent, in a block, final, or what became of it instead. */
export function Progress({ of, hash, label, children }: {
  of: readonly ProgressStep[];
  hash?: Hex | undefined;
  label?: string | undefined;
  /** What can be done about it: look in the wallet, speed it up, send the next one. */
  children?: ComponentChildren;
}) {
  const words = t.value.progress;
  return (
    <div class="progress">
      <ol class="prog" aria-label={label ?? words.label}>
        {of.map((step) => (
          <li key={step.key} class={classes(step.is !== "open" && step.is)} aria-current={step.is === "doing" ? "step" : undefined}>
            <span>{step.text}<span class="vh">{` (${words.states[step.is]})`}</span></span>
          </li>
        ))}
        {hash && <li class="prog__hash"><span>{words.hash} {shortHash(hash)} <Copy text={hash} label={`${t.value.copying.copy}: ${words.hash}`} /></span></li>}
      </ol>
      {children}
    </div>
  );
}
