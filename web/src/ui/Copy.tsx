import { useState } from "preact/hooks";

import { t } from "../text";
import { Icon } from "./Icon";
import { announce } from "./announce";

/** Copies a text. The tick stays until the pointer or the focus leaves, so that nobody has to be quick to see it. */
export function Copy({ text, label }: {
  text: string;
  /** What a screen reader says: `Copy the address of Westgate AG`. */
  label: string;
}) {
  const [isDone, setDone] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setDone(true);
      announce(t.value.copying.copied);
    } catch {
      announce(t.value.copying.failed);
    }
  };
  const reset = () => setDone(false);
  return (
    <button class="copy" type="button" aria-label={label} onClick={() => void copy()} onBlur={reset} onPointerLeave={reset}>
      <Icon name={isDone ? "check" : "copy"} small />
    </button>
  );
}
