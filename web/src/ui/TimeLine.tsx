import type { ComponentChildren } from "preact";

import { t } from "../text";

export interface Step {
  key: string;
  /** Past is filled, now is ringed, what is to come is hollow; said in words to who cannot see it. */
  is: "past" | "now" | "coming";
  title: ComponentChildren;
  text?: ComponentChildren;
  /** `<When …/>`, with words before it if it needs any: `until Mon 14 Dec, 12:06`. */
  when?: ComponentChildren;
}

/** What happened, what happens now, what will: past and future cannot be confused. */
export function TimeLine({ of }: { of: readonly Step[] }) {
  const words = t.value.times;
  return (
    <ol class="tl">
      {of.map((step) => (
        <li key={step.key} class={step.is} aria-current={step.is === "now" ? "step" : undefined}>
          <b><span class="vh">{`${step.is === "past" ? words.past : step.is === "now" ? words.current : words.coming}: `}</span>{step.title}</b>
          {step.text && <p>{step.text}</p>}
          {step.when && <span class="when">{step.when}</span>}
        </li>
      ))}
    </ol>
  );
}

/** A list of what happened lately: when at the left, what beside it. */
export function Log({ of }: { of: readonly { key: string; when: ComponentChildren; what: ComponentChildren }[] }) {
  return <ul class="card log">{of.map((entry) => <li key={entry.key}><span class="log__when">{entry.when}</span><span class="log__what">{entry.what}</span></li>)}</ul>;
}

/** Where in a form or a reading one is. */
export function Steps({ of, at }: { of: readonly string[]; at: number }) {
  return <ol class="steps">{of.map((step, place) => <li key={step} aria-current={place === at ? "step" : undefined}><span>{place + 1}</span>{step}</li>)}</ol>;
}
